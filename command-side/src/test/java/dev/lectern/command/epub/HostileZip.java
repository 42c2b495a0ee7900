package dev.lectern.command.epub;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives whose central directory says whatever a test wants. */
final class HostileZip {

    /** A directory entry under construction; what is not set is true. */
    static final class Entry {
        private final String name;
        private final byte[] content;
        private long crc;
        private long size;
        private int mode;
        private int flags = 0x0800;
        private int method = 8;
        private Entry sharing;
        private long offset;
        private byte[] compressed;

        private Entry(String name, byte[] content) {
            this.name = name;
            this.content = content;
            var sum = new CRC32();
            sum.update(content);
            crc = sum.getValue();
            size = content.length;
            compressed = deflated(content);
        }

        Entry sayingSize(long said) {
            size = said;
            return this;
        }

        Entry sayingCrc(long said) {
            crc = said;
            return this;
        }

        Entry withMode(int unixMode) {
            mode = unixMode;
            return this;
        }

        Entry withFlags(int said) {
            flags = said;
            return this;
        }

        Entry withMethod(int said) {
            method = said;
            return this;
        }

        /** As it is, not compressed: what is the same all over would be taken for a bomb. */
        Entry stored() {
            method = 0;
            compressed = content;
            return this;
        }

        /** Its bytes are the other's. */
        Entry at(Entry other) {
            sharing = other;
            return this;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    static HostileZip of(Map<String, byte[]> files) {
        var zip = new HostileZip();
        files.forEach(zip::add);
        return zip;
    }

    Entry add(String name, byte[] content) {
        var entry = new Entry(name, content);
        entries.add(entry);
        return entry;
    }

    Entry get(String name) {
        return entries.stream().filter(entry -> entry.name.equals(name)).findFirst().orElseThrow();
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            if (entry.sharing != null) {
                entry.offset = entry.sharing.offset;
                entry.compressed = entry.sharing.compressed;
                continue;
            }
            entry.offset = out.size();
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(little(30).putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags)
                    .putShort((short) entry.method).putInt(0).putInt((int) entry.crc).putInt(entry.compressed.length)
                    .putInt((int) entry.size).putShort((short) name.length).putShort((short) 0).array());
            out.writeBytes(name);
            out.writeBytes(entry.compressed);
        }
        int start = out.size();
        for (Entry entry : entries) {
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(little(46).putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20)
                    .putShort((short) entry.flags).putShort((short) entry.method).putInt(0).putInt((int) entry.crc)
                    .putInt(entry.compressed.length).putInt((int) entry.size).putShort((short) name.length)
                    .putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0)
                    .putInt(entry.mode << 16).putInt((int) entry.offset).array());
            out.writeBytes(name);
        }
        int size = out.size() - start;
        out.writeBytes(little(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0)
                .putShort((short) entries.size()).putShort((short) entries.size()).putInt(size).putInt(start)
                .putShort((short) 0).array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
