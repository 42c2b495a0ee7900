package dev.lectern.command.epub;

/**
 * A file in the archive, as the central directory describes it.
 *
 * @param path       within the archive
 * @param deflated   false if it is stored as it is
 * @param crc        CRC-32 of the inflated bytes
 * @param compressed bytes in the archive
 * @param size       bytes when inflated
 * @param header     where the local header stands in the file
 * @param start      where the compressed bytes stand in the file
 */
record ArchiveEntry(String path, boolean deflated, long crc, long compressed, long size, long header, long start) {

    long end() {
        return start + compressed;
    }

    boolean hasTheContentOf(ArchiveEntry other) {
        return crc == other.crc && size == other.size;
    }
}
