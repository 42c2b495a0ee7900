package dev.lectern.contracts.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A part of a gzipped file, as it lies in it: deflated by itself, from one full flush to the next, so that it can stand between other
 * bytes in another gzip file without being inflated. Where it lies, its file says in an extra field of its header (RFC 1952,
 * 2.3.1.1), which whoever reads the whole file skips.
 */
public final class GzippedPart {

    private static final int HEADER = 10;
    private static final byte HAS_EXTRA_FIELD = 4;
    /** The field's name; none that is registered. */
    private static final short NAME = 'L' | 'p' << 8;
    private static final int FIELD = 4 * Integer.BYTES;
    private static final int HEADER_WITH_FIELD = HEADER + 3 * Short.BYTES + FIELD;
    private static final int TRAILER = 2 * Integer.BYTES;
    /** A block of bytes that aren't compressed (RFC 1951, 3.2.4): its header, and how many it holds. */
    private static final int PLAIN_HEADER = 1 + 2 * Short.BYTES;
    private static final int MOST_PLAIN = 0xffff;

    private final byte[] file;
    private final int start;
    private final int size;
    private final int length;
    private final int crc;

    private GzippedPart(byte[] file, int start, int size, int length, int crc) {
        this.file = file;
        this.start = start;
        this.size = size;
        this.length = length;
        this.crc = crc;
    }

    /**
     * Gzips bytes of which a part can be taken.
     *
     * @param from the part's first byte
     * @param to   the one after its last
     */
    static byte[] fileOf(byte[] bytes, int from, int to) {
        var deflated = new ByteArrayOutputStream(bytes.length / 2 + 64);
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflate(deflater, bytes, 0, from, Deflater.FULL_FLUSH, deflated);
            int start = deflated.size();
            deflate(deflater, bytes, from, to, Deflater.FULL_FLUSH, deflated);
            int end = deflated.size();
            deflater.finish();
            deflate(deflater, bytes, to, bytes.length, Deflater.NO_FLUSH, deflated);
            return opened(HEADER_WITH_FIELD + deflated.size() + TRAILER, HAS_EXTRA_FIELD)
                    .putShort((short) (2 * Short.BYTES + FIELD)).putShort(NAME).putShort((short) FIELD)
                    .putInt(HEADER_WITH_FIELD + start).putInt(end - start).putInt(to - from).putInt(crc(bytes, from, to))
                    .put(deflated.toByteArray()).putInt(crc(bytes, 0, bytes.length)).putInt(bytes.length).array();
        } finally {
            deflater.end();
        }
    }

    private static void deflate(Deflater deflater, byte[] bytes, int from, int to, int flush, ByteArrayOutputStream deflated) {
        var piece = new byte[8192];
        deflater.setInput(bytes, from, to - from);
        int written;
        do {
            written = deflater.deflate(piece, 0, piece.length, flush);
            deflated.write(piece, 0, written);
        } while (written == piece.length);
    }

    /** The part of a gzipped file that can be taken; empty if there is none. */
    public static Optional<GzippedPart> of(byte[] file) {
        var header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER_WITH_FIELD || file[3] != HAS_EXTRA_FIELD || header.getShort(HEADER + Short.BYTES) != NAME) {
            return Optional.empty();
        }
        header.position(HEADER_WITH_FIELD - FIELD);
        return Optional.of(new GzippedPart(file, header.getInt(), header.getInt(), header.getInt(), header.getInt()));
    }

    /** A gzip file of the part between other bytes, which are few and not worth compressing. */
    public byte[] between(byte[] before, byte[] after) {
        var spliced = opened(HEADER + sizeOfPlain(before) + size + sizeOfPlain(after) + TRAILER, (byte) 0);
        putPlain(spliced, before, false);
        spliced.put(file, start, size);
        putPlain(spliced, after, true);
        int crcOfBoth = JoinedCrc.of(crc(before, 0, before.length), crc, length);
        return spliced.putInt(JoinedCrc.of(crcOfBoth, crc(after, 0, after.length), after.length))
                .putInt(before.length + length + after.length).array();
    }

    private static ByteBuffer opened(int size, byte flags) {
        var file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        // 8: deflate; no time, and no operating system that is known
        return file.putShort((short) 0x8b1f).put((byte) 8).put(flags).putInt(0).put((byte) 0).put((byte) 0xff);
    }

    private static int sizeOfPlain(byte[] bytes) {
        return bytes.length + PLAIN_HEADER * Math.max(1, Math.ceilDiv(bytes.length, MOST_PLAIN));
    }

    private static void putPlain(ByteBuffer file, byte[] bytes, boolean areLast) {
        int from = 0;
        do {
            int count = Math.min(MOST_PLAIN, bytes.length - from);
            boolean isLast = areLast && from + count == bytes.length;
            file.put((byte) (isLast ? 1 : 0)).putShort((short) count).putShort((short) ~count).put(bytes, from, count);
            from += count;
        } while (from < bytes.length);
    }

    private static int crc(byte[] bytes, int from, int to) {
        var crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
