// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.net.URI;
import java.time.Instant;

/** Someone signed in at a server. A refresh token can be used once: its answer holds the next one. */
public record Session(URI url, String email, String accessToken, Instant accessTokenEnds, String refreshToken) {

    boolean hasUsableAccessToken(Instant now) {
        return now.plusSeconds(30).isBefore(accessTokenEnds);
    }

    Session at(URI other) {
        return new Session(other, email, accessToken, accessTokenEnds, refreshToken);
    }
}
