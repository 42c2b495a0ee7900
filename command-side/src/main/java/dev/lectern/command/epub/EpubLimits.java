package dev.lectern.command.epub;

/**
 * What a book may cost before it is refused. They hold while reading, whatever the file's headers say.
 *
 * @param archiveBytes     size of the file
 * @param entries          files in the archive
 * @param directoryBytes   size of the archive's central directory
 * @param entryBytes       inflated size of one file
 * @param inflatedBytes    inflated size of all files together
 * @param inflationRatio   inflated bytes for each compressed byte, judged above {@code inflationFloor}
 * @param inflationFloor   inflated bytes below which no ratio is suspicious
 * @param nameBytes        length of a file's path
 * @param pathDepth        folders in a path
 * @param documentBytes    inflated size of one XHTML, SVG, NCX or package document
 * @param elements         elements in one document
 * @param spineItems       chapters
 * @param spineBytes       what the chapters' titles and paths take in all, as one event lists them
 * @param manifestItems    files that the package document lists
 * @param tocEntries       entries in the table of contents; the rest is cut
 * @param tocDepth         nesting in the table of contents; what is deeper is cut
 * @param titleCharacters  length of a title, a name or a label; the rest is cut
 * @param authors          authors of a book; the rest is cut
 * @param coverPixels      width times height of a cover
 * @param warnings         sentences in the report; the rest is counted
 */
public record EpubLimits(
        long archiveBytes,
        int entries,
        int directoryBytes,
        long entryBytes,
        long inflatedBytes,
        int inflationRatio,
        long inflationFloor,
        int nameBytes,
        int pathDepth,
        int documentBytes,
        int elements,
        int spineItems,
        int spineBytes,
        int manifestItems,
        int tocEntries,
        int tocDepth,
        int titleCharacters,
        int authors,
        long coverPixels,
        int warnings) {

    private static final int MB = 1 << 20;

    /** Wide enough for every honest book met, small enough for a small heap. */
    public static final EpubLimits DEFAULT = new EpubLimits(
            512L * MB, 20_000, 8 * MB, 256L * MB, 1024L * MB, 100, 10L * MB, 1_024, 32,
            16 * MB, 500_000, 10_000, 4 * MB, 40_000, 10_000, 32, 500, 100, 100_000_000, 200);

    public EpubLimits {
        if (archiveBytes < 1 || entries < 1 || directoryBytes < 1 || entryBytes < 1 || inflatedBytes < 1
                || inflationRatio < 1 || inflationFloor < 0 || nameBytes < 1 || pathDepth < 1 || documentBytes < 1
                || elements < 1 || spineItems < 1 || spineBytes < 1 || manifestItems < 1 || tocEntries < 1 || tocDepth < 1
                || titleCharacters < 1 || authors < 0 || coverPixels < 0 || warnings < 1) {
            throw new IllegalArgumentException("a limit below its least sensible value: " + this);
        }
    }
}
