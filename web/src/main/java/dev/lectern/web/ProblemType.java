package dev.lectern.web;

import java.net.URI;

/** The types of problem documents (RFC 9457), which programs can rely on. */
public final class ProblemType {

    private static final String TYPES = "https://lectern.dev/problems/";

    private ProblemType() {
    }

    /** @param code such as {@code too-large} */
    public static URI of(String code) {
        return URI.create(TYPES + code);
    }
}
