package dev.lectern.command.epub;

import dev.lectern.command.epub.EpubBook.Cover;
import dev.lectern.command.epub.EpubBook.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Chooses the cover among the book's pictures. Its size is read from its header; nothing is decoded. */
final class CoverFinder {

    private record Size(int width, int height) {
    }

    private static final Size UNKNOWN = new Size(0, 0);
    private static final int LONGEST_HEADER = 4 << 20;
    private static final Set<String> READ = Set.of("png", "jpeg", "gif", "bmp");
    private static final List<String> WITHOUT_READER = List.of("image/webp", "image/avif", MediaType.SVG);

    private final EpubArchive archive;
    private final Map<String, Resource> resources;
    private final EpubLimits limits;
    private final Warnings warnings;

    CoverFinder(EpubArchive archive, Map<String, Resource> resources, EpubLimits limits, Warnings warnings) {
        this.archive = archive;
        this.resources = resources;
        this.limits = limits;
        this.warnings = warnings;
    }

    /** @param pictures paths, the surest first */
    @Nullable Cover among(List<String> pictures) throws EpubRefused, IOException {
        for (String path : pictures) {
            Resource resource = resources.get(path);
            if (resource != null && resource.mediaType().startsWith("image/")) {
                Size size = size(path, resource.mediaType());
                if (size == null) {
                    warnings.add("The cover “%s” is damaged.".formatted(Prose.shorten(path)));
                } else if ((long) size.width * size.height > limits.coverPixels()) {
                    warnings.add("The cover “%s” is too large to be shown: %,d × %,d pixels."
                            .formatted(Prose.shorten(path), size.width, size.height));
                } else {
                    return new Cover(resource.content(), resource.mediaType(), path, size.width, size.height);
                }
            }
        }
        return null;
    }

    private @Nullable Size size(String path, String mediaType) throws EpubRefused, IOException {
        ArchiveEntry entry = archive.find(path);
        if (entry == null || WITHOUT_READER.contains(mediaType)) {
            return UNKNOWN;
        }
        // what is read is kept in memory until it is closed
        try (InputStream in = archive.open(entry);
             ImageInputStream image = new MemoryCacheImageInputStream(new Beginning(in, LONGEST_HEADER))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                if (!READ.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    return null;
                }
                reader.setInput(image, true, true);
                return new Size(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (RefusedWhileReading e) {
            throw e.refusal();
        } catch (OverBudget e) {
            throw e;
        } catch (IIOException | RuntimeException damaged) {
            return null;
        }
    }
}
