package dev.lectern.query.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a GET answers with, as JSON and under an entity tag, so that a client that has it already is told so (304).
 *
 * @param <T> what the JSON is of, for the API's description
 */
public sealed interface Answer<T> {

    /** Made for this request. */
    record Fresh<T>(T value) implements Answer<T> {
    }

    /**
     * Finished before, or never changing: its tag is known without its bytes.
     *
     * @param tag     differs whenever the bytes do
     * @param next    the cursor of the list's following part, or {@code null}
     * @param gzipped the JSON, gzipped; asked for only when it has to be sent
     */
    record Finished<T>(String tag, @Nullable String next, Supplier<byte[]> gzipped) implements Answer<T> {
    }

    static <T> Answer<T> of(T value) {
        return new Fresh<>(value);
    }
}
