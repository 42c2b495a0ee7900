package dev.lectern.command.epub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of one archive entry. Ends with a refusal as soon as they are more, fewer or others than was announced. */
final class EntryStream extends InputStream {

    private static final int BUFFER = 16 * 1024;

    private final FileChannel file;
    private final ArchiveEntry entry;
    private final ReadingBudget budget;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final ByteBuffer compressed = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;
    private long inflated;
    private boolean ended;

    EntryStream(FileChannel file, ArchiveEntry entry, ReadingBudget budget) {
        this.file = file;
        this.entry = entry;
        this.budget = budget;
        this.position = entry.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        budget.check();
        int read = entry.deflated() ? inflate(bytes, offset, length) : copy(bytes, offset, length);
        if (read < 0) {
            ended = true;
            if (inflated != entry.size() || crc.getValue() != entry.crc()) {
                throw damaged();
            }
            return -1;
        }
        inflated += read;
        if (inflated > entry.size()) {
            throw new RefusedWhileReading(EpubRefused.hostile(
                    "The file “" + Prose.shorten(entry.path()) + "” inside this EPUB is larger than the archive says."));
        }
        crc.update(bytes, offset, read);
        return read;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            while (!inflater.finished()) {
                int read = inflater.inflate(bytes, offset, length);
                if (read > 0) {
                    return read;
                }
                if (inflater.needsDictionary() || inflater.needsInput() && !refill()) {
                    throw damaged();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    private boolean refill() throws IOException {
        if (!fill()) {
            return false;
        }
        inflater.setInput(compressed);
        return true;
    }

    private int copy(byte[] bytes, int offset, int length) throws IOException {
        if (!compressed.hasRemaining() && !fill()) {
            return -1;
        }
        int copied = Math.min(length, compressed.remaining());
        compressed.get(bytes, offset, copied);
        return copied;
    }

    private boolean fill() throws IOException {
        int wanted = (int) Math.min(BUFFER, entry.end() - position);
        if (wanted <= 0) {
            return false;
        }
        budget.look();
        compressed.clear().limit(wanted);
        int read = file.read(compressed, position);
        if (read <= 0) {
            throw damaged();
        }
        position += read;
        compressed.flip();
        return true;
    }

    private RefusedWhileReading damaged() {
        return new RefusedWhileReading(EpubRefused.unreadable(
                "This EPUB is damaged: the file “" + Prose.shorten(entry.path()) + "” inside it can't be unpacked."));
    }

    @Override
    public void close() {
        ended = true;
        inflater.end();
    }
}
