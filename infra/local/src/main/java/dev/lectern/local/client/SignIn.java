// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import dev.lectern.local.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Gets tokens from a server: for a password, or for the refresh token of a session. */
public final class SignIn {

    record Tokens(String accessToken, String refreshToken, long expiresIn) {
        Tokens {
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(refreshToken, "refreshToken");
        }
    }

    private SignIn() {}

    /** Throws {@link ServerRefused} when the password is wrong. */
    public static Session withPassword(URI url, String email, String password) throws IOException {
        return tokens(url, email, "/api/v1/auth/login", Map.of("email", email, "password", password));
    }

    static Session refreshed(Session session) throws IOException {
        try {
            return tokens(session.url(), session.email(), "/api/v1/auth/refresh", Map.of("refreshToken", session.refreshToken()));
        } catch (ServerRefused expired) {
            throw new Refused("The sign-in of " + session.email() + " at " + session.url()
                    + " has ended. Sign in again with ./lectern login.", expired);
        }
    }

    private static Session tokens(URI url, String email, String path, Map<String, String> body) throws IOException {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
        var tokens = Exchange.send(request, Tokens.class).body();
        return new Session(url, email, tokens.accessToken(), Instant.now().plusSeconds(tokens.expiresIn()), tokens.refreshToken());
    }
}
