package dev.lectern.command.epub;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The book's own addresses.
 *
 * @param chapters  numbers by path
 * @param resources media types by path
 */
record BookLinks(BookPaths paths, Map<String, Integer> chapters, Map<String, String> resources, Warnings warnings) {

    /** For the references in the document at this path. */
    ChapterLinks from(String document) {
        String folder = ArchivePath.folder(document);
        return new ChapterLinks() {

            @Override
            public @Nullable String link(String href) {
                String fragment = BookPaths.fragment(href);
                String suffix = fragment.isEmpty() ? "" : "#" + BookPaths.encoded(fragment);
                if (href.startsWith("#")) {
                    return suffix.isEmpty() ? null : suffix;
                }
                String path = paths.path(folder, href);
                Integer chapter = path == null ? null : chapters.get(path);
                if (path != null && path.equals(document) && !suffix.isEmpty()) {
                    return suffix;
                }
                if (chapter != null) {
                    return "chapters/" + chapter + suffix;
                }
                return path == null ? null : address(path);
            }

            @Override
            public @Nullable String resource(String href) {
                String path = paths.path(folder, href);
                String address = path == null ? null : address(path);
                if (path != null && address == null) {
                    warnings.add("“%s” is missing or can't be shown.".formatted(Prose.shorten(path)));
                }
                return address;
            }
        };
    }

    private @Nullable String address(String path) {
        return resources.containsKey(path) ? "resources/" + BookPaths.encoded(path) : null;
    }

    /** For a picture that is served as a file of its own: its references stay relative. */
    ChapterLinks within(String picture) {
        String folder = ArchivePath.folder(picture);
        return new ChapterLinks() {

            @Override
            public @Nullable String link(String href) {
                return href.startsWith("#") ? href : null;
            }

            @Override
            public @Nullable String resource(String href) {
                ArchiveEntry entry = paths.file(folder, href);
                return entry == null || href.startsWith("/") || !resources.containsKey(entry.path()) ? null : href;
            }
        };
    }
}
