// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import com.nimbusds.jose.JOSEException;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.Requests;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Writes of places: {@code POST /progress} for the books of a filled log. */
final class Progress {

    private final AccessTokens tokens;
    private final long each;
    private final Map<Long, String> known = new HashMap<>();

    /** @param each books of each reader */
    Progress(AccessTokens tokens, long each) {
        this.tokens = tokens;
        this.each = each;
    }

    /** A new place in the book of this number, from 1. */
    byte[] post(long book, double progression) throws JOSEException {
        return Requests.post("/api/v1/books/" + Filling.book(book) + "/progress", token(book), """
                {"locator":{"chapter":1,"progression":%.4f},"deviceId":"phone","recordedAt":"%s"}""".formatted(progression, Instant.now()));
    }

    /** The book's owner's. */
    synchronized String token(long book) throws JOSEException {
        var reader = (book - 1) / each + 1;
        var token = known.get(reader);
        if (token == null) {
            token = tokens.ofReader(Filling.reader(reader));
            known.put(reader, token);
        }
        return token;
    }
}
