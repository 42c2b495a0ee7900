package dev.lectern.contracts.personal;

import dev.lectern.contracts.Literals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/** What a reader is called here whom another issuer vouches for. Both services must come to the same, so it is said once. */
public final class ReaderIds {

    /** The name space of URLs (RFC 9562, section 6.6). */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final int BYTES = 16;

    private ReaderIds() {
    }

    /**
     * The reader's id: a subject that is a UUID as it is, any other as a name-based UUID in the issuer's own name space, which
     * is that of the issuer's URL among URLs.
     */
    public static UUID of(String issuer, String subject) {
        return asId(subject).orElseGet(() -> named(named(URLS, issuer), subject));
    }

    /** The subject, if it is a UUID. */
    public static Optional<UUID> asId(String subject) {
        try {
            return Optional.of(Literals.uuid(subject));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Version 5: SHA-1 of name space and name (RFC 9562, section 5.5). */
    private static UUID named(UUID space, String name) {
        var sha1 = sha1();
        sha1.update(ByteBuffer.allocate(BYTES).putLong(space.getMostSignificantBits()).putLong(space.getLeastSignificantBits()).array());
        var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong() & ~0xF000L | 0x5000L, hash.getLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
