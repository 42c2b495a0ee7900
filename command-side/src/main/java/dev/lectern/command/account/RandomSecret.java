package dev.lectern.command.account;

import dev.lectern.contracts.content.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that nobody chose: random enough that a plain digest of it can't be turned back. */
record RandomSecret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static RandomSecret ofBytes(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return new RandomSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What is kept of it. */
    byte[] digest() {
        return ContentHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Not the secret, lest it get into a log. */
    @Override
    public String toString() {
        return "a secret";
    }
}
