package dev.lectern.query.cache;

import dev.lectern.contracts.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer as Redis holds it.
 *
 * @param position up to which events are in it, known before its query ran
 * @param tag      of its bytes
 * @param next     where its list goes on
 * @param gzipped  its JSON
 */
record StoredAnswer(Position position, String tag, @Nullable String next, byte[] gzipped) {

    /** Counts up when the same bytes would be read as something else. */
    private static final byte FORM = 1;

    byte[] bytes() {
        var tagBytes = tag.getBytes(StandardCharsets.US_ASCII);
        var nextBytes = next == null ? new byte[0] : next.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + 2 * Long.BYTES + 2 * Short.BYTES + tagBytes.length + nextBytes.length + gzipped.length)
                .put(FORM).putLong(position.transaction()).putLong(position.index())
                .putShort((short) tagBytes.length).put(tagBytes)
                .putShort((short) nextBytes.length).put(nextBytes)
                .put(gzipped).array();
    }

    /** Reads what {@link #bytes()} wrote; {@code null} if another release wrote something else. */
    static @Nullable StoredAnswer of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        if (!buffer.hasRemaining() || buffer.get() != FORM) {
            return null;
        }
        var position = new Position(buffer.getLong(), buffer.getLong());
        var tag = text(buffer);
        var next = text(buffer);
        var gzipped = new byte[buffer.remaining()];
        buffer.get(gzipped);
        return new StoredAnswer(position, tag, next.isEmpty() ? null : next, gzipped);
    }

    private static String text(ByteBuffer buffer) {
        var text = new byte[buffer.getShort()];
        buffer.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
