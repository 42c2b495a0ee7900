package dev.lectern.command.epub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a ZIP file's central directory (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16) and nothing else: what local
 * headers say of names and sizes doesn't count.
 *
 * <p>Of our own because the archive libraries build a list of whatever the file announces before anyone can count it.
 */
final class CentralDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_END_SIZE = 56;
    private static final int HEADER_SIGNATURE = 0x02014b50;
    private static final int HEADER_SIZE = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    /** Of an entry in memory and in two maps, beside its name. */
    private static final int ENTRY_MEMORY = 250;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ZIP64_EXTRA = 0x0001;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final int FLAG_ENCRYPTED = 0x0001;
    private static final int FLAG_STRONG_ENCRYPTION = 0x0040;
    private static final int FLAG_UTF8 = 0x0800;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int AES = 99;
    private static final int UNIX = 3;
    private static final int MACOS = 19;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final Charset DOS = Charset.forName("IBM437");

    /** Where the directory stands; offsets in it count from {@code prefix}, which is 0 but for files with something in front. */
    private record Location(long start, int size, long entries, long prefix) {
    }

    private final FileChannel file;
    private final EpubLimits limits;
    private final ReadingBudget budget;

    CentralDirectory(FileChannel file, EpubLimits limits, ReadingBudget budget) {
        this.file = file;
        this.limits = limits;
        this.budget = budget;
    }

    /** The files in the archive, folders left out, in the directory's order. */
    List<ArchiveEntry> entries() throws EpubRefused, IOException {
        Location location = locate();
        if (location.entries > limits.entries()) {
            throw EpubRefused.tooLarge("This EPUB holds %,d files; at most %,d are taken."
                    .formatted(location.entries, limits.entries()));
        }
        budget.use(location.size);
        ByteBuffer directory = read(location.start, location.size);
        var entries = new ArrayList<ArchiveEntry>();
        int count = 0;
        while (directory.hasRemaining()) {
            if (++count > limits.entries()) {
                throw EpubRefused.tooLarge("This EPUB holds more than %,d files.".formatted(limits.entries()));
            }
            budget.check();
            ArchiveEntry entry = entry(directory, location);
            budget.keep(ENTRY_MEMORY + 2L * entry.path().length());
            if (!entry.path().endsWith("/")) {
                entries.add(entry);
            }
        }
        if (count != location.entries) {
            throw EpubRefused.unreadable("This EPUB is damaged: its archive doesn't hold as many files as it says.");
        }
        return entries;
    }

    private Location locate() throws EpubRefused, IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_SIZE + LONGEST_COMMENT);
        ByteBuffer buffer = read(size - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (buffer.getInt(at) == END_SIGNATURE) {
                return located(buffer.slice(at, END_SIZE).order(ByteOrder.LITTLE_ENDIAN), size - tail + at);
            }
        }
        throw startsLikeAnArchive() ? truncated()
                : EpubRefused.notAnEpub("This file is not an EPUB: it is no ZIP archive.");
    }

    private boolean startsLikeAnArchive() throws IOException, EpubRefused {
        return file.size() >= 4 && read(0, 4).getInt() == LOCAL_SIGNATURE;
    }

    private Location located(ByteBuffer end, long position) throws EpubRefused, IOException {
        long entries = Short.toUnsignedLong(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        boolean isSplit = end.getShort(4) != 0 && end.getShort(4) != -1 || end.getShort(6) != 0 && end.getShort(6) != -1
                || end.getShort(8) != end.getShort(10);
        if (isSplit) {
            throw EpubRefused.unreadable("This EPUB is one part of a split archive; put the parts together first.");
        }
        long directoryEnd = position;
        if (entries == 0xffff || size == IN_ZIP64 || offset == IN_ZIP64) {
            long locator = position - ZIP64_LOCATOR_SIZE;
            if (locator >= 0 && read(locator, 4).getInt() == ZIP64_LOCATOR_SIGNATURE) {
                directoryEnd = read(locator, ZIP64_LOCATOR_SIZE).getLong(8);
                ByteBuffer zip64 = read(directoryEnd, ZIP64_END_SIZE);
                if (zip64.getInt(0) != ZIP64_END_SIGNATURE) {
                    throw truncated();
                }
                entries = zip64.getLong(32);
                size = zip64.getLong(40);
                offset = zip64.getLong(48);
            }
        }
        if (entries < 0 || size < 0 || offset < 0 || size > directoryEnd || offset > directoryEnd - size) {
            throw truncated();
        }
        if (size > limits.directoryBytes()) {
            throw EpubRefused.tooLarge("This EPUB's archive has a directory of %,d bytes; at most %,d are taken."
                    .formatted(size, limits.directoryBytes()));
        }
        long start = directoryEnd - size;
        return new Location(start, (int) size, entries, start - offset);
    }

    private ArchiveEntry entry(ByteBuffer directory, Location location) throws EpubRefused, IOException {
        if (directory.remaining() < HEADER_SIZE || directory.getInt(directory.position()) != HEADER_SIGNATURE) {
            throw truncated();
        }
        ByteBuffer header = directory.slice(directory.position(), HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        directory.position(directory.position() + HEADER_SIZE);
        int nameLength = Short.toUnsignedInt(header.getShort(28));
        int extraLength = Short.toUnsignedInt(header.getShort(30));
        int commentLength = Short.toUnsignedInt(header.getShort(32));
        if (directory.remaining() < nameLength + extraLength + commentLength) {
            throw truncated();
        }
        if (nameLength > limits.nameBytes()) {
            throw EpubRefused.hostile("A file inside this EPUB has a name of %,d bytes.".formatted(nameLength));
        }
        byte[] name = new byte[nameLength];
        directory.get(name);
        ByteBuffer extra = directory.slice(directory.position(), extraLength).order(ByteOrder.LITTLE_ENDIAN);
        directory.position(directory.position() + extraLength + commentLength);

        int flags = header.getShort(8);
        int method = Short.toUnsignedInt(header.getShort(10));
        String path = ArchivePath.checked(decoded(name, flags), limits);
        refuseEncrypted(flags, method);
        refuseLinks(Short.toUnsignedInt(header.getShort(4)) >> 8, header.getInt(38) >>> 16, path);
        if (method != STORED && method != DEFLATED) {
            throw EpubRefused.unreadable("The file “%s” inside this EPUB is compressed in a way EPUB doesn't know."
                    .formatted(Prose.shorten(path)));
        }
        var sizes = new Zip64Sizes(extra);
        long size = sizes.orIfZip64(header.getInt(24));
        long compressed = sizes.orIfZip64(header.getInt(20));
        long local = location.prefix + sizes.orIfZip64(header.getInt(42));
        return new ArchiveEntry(path, method == DEFLATED, Integer.toUnsignedLong(header.getInt(16)), compressed, size,
                local, dataStart(local, compressed, location.start));
    }

    private long dataStart(long local, long compressed, long directoryStart) throws EpubRefused, IOException {
        if (local < 0 || local > directoryStart - LOCAL_SIZE) {
            throw truncated();
        }
        ByteBuffer header = read(local, LOCAL_SIZE);
        if (header.getInt(0) != LOCAL_SIGNATURE) {
            throw truncated();
        }
        long start = local + LOCAL_SIZE + Short.toUnsignedInt(header.getShort(26))
                + Short.toUnsignedInt(header.getShort(28));
        if (compressed < 0 || start > directoryStart || compressed > directoryStart - start) {
            throw truncated();
        }
        return start;
    }

    private static String decoded(byte[] name, int flags) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            return new String(name, (flags & FLAG_UTF8) != 0 ? StandardCharsets.UTF_8 : DOS);
        }
    }

    private static void refuseEncrypted(int flags, int method) throws EpubRefused {
        if ((flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION)) != 0 || method == AES) {
            throw EpubRefused.isProtected("This EPUB's archive is locked with a password.");
        }
    }

    private static void refuseLinks(int system, int mode, String path) throws EpubRefused {
        int type = mode & FILE_TYPE;
        if ((system == UNIX || system == MACOS) && type != 0 && type != REGULAR && type != DIRECTORY) {
            throw EpubRefused.hostile("“%s” inside this EPUB is a link, not a file.".formatted(Prose.shorten(path)));
        }
    }

    private ByteBuffer read(long position, int length) throws EpubRefused, IOException {
        if (position < 0 || position > file.size() - length) {
            throw truncated();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw truncated();
            }
        }
        return buffer.flip();
    }

    private static EpubRefused truncated() {
        return EpubRefused.unreadable("This EPUB is damaged: its archive is incomplete. Download or copy it again.");
    }

    /** The 64-bit values of an entry (APPNOTE 4.5.3): in this order, each only if its 32-bit field is full. */
    private static final class Zip64Sizes {

        private final ByteBuffer values;

        Zip64Sizes(ByteBuffer extra) {
            values = find(extra);
        }

        private static ByteBuffer find(ByteBuffer extra) {
            while (extra.remaining() >= 4) {
                int id = Short.toUnsignedInt(extra.getShort());
                int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
                if (id == ZIP64_EXTRA) {
                    return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                }
                extra.position(extra.position() + length);
            }
            return ByteBuffer.allocate(0);
        }

        long orIfZip64(int field) {
            long value = Integer.toUnsignedLong(field);
            return value == IN_ZIP64 && values.remaining() >= 8 ? values.getLong() : value;
        }
    }
}
