package dev.lectern.command.epub;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a book's files are documents, and which are resources that can be served without running anything. */
final class MediaType {

    static final String SVG = "image/svg+xml";
    static final String CSS = "text/css";

    private static final Set<String> XHTML =
            Set.of("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml");
    private static final Set<String> XHTML_EXTENSIONS = Set.of("xhtml", "html", "htm", "xht");
    private static final Map<String, String> SERVED = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("jpe", "image/jpeg"),
            Map.entry("png", "image/png"), Map.entry("gif", "image/gif"), Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"), Map.entry("bmp", "image/bmp"), Map.entry("svg", SVG),
            Map.entry("css", CSS),
            Map.entry("ttf", "font/ttf"), Map.entry("otf", "font/otf"), Map.entry("ttc", "font/collection"),
            Map.entry("woff", "font/woff"), Map.entry("woff2", "font/woff2"),
            Map.entry("mp3", "audio/mpeg"), Map.entry("m4a", "audio/mp4"), Map.entry("aac", "audio/aac"),
            Map.entry("ogg", "audio/ogg"), Map.entry("oga", "audio/ogg"), Map.entry("opus", "audio/ogg"),
            Map.entry("wav", "audio/wav"), Map.entry("mp4", "video/mp4"), Map.entry("m4v", "video/mp4"),
            Map.entry("webm", "video/webm"), Map.entry("ogv", "video/ogg"), Map.entry("vtt", "text/vtt"));
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(
            Map.entry("image/jpg", "image/jpeg"), Map.entry("image/pjpeg", "image/jpeg"),
            Map.entry("image/x-png", "image/png"),
            Map.entry("application/x-font-ttf", "font/ttf"), Map.entry("application/x-font-truetype", "font/ttf"),
            Map.entry("application/vnd.ms-opentype", "font/otf"), Map.entry("application/x-font-opentype", "font/otf"),
            Map.entry("application/x-font-otf", "font/otf"), Map.entry("application/font-sfnt", "font/otf"),
            Map.entry("application/font-woff", "font/woff"), Map.entry("application/x-font-woff", "font/woff"),
            Map.entry("audio/mp3", "audio/mpeg"), Map.entry("audio/x-wav", "audio/wav"));

    private MediaType() {
    }

    static boolean isXhtml(String declared, String path) {
        return XHTML.contains(declared)
                || !SERVED.containsValue(declared) && XHTML_EXTENSIONS.contains(ArchivePath.extension(path));
    }

    static boolean isSvg(String declared, String path) {
        return SVG.equals(declared) || ArchivePath.extension(path).equals("svg");
    }

    static boolean isPicture(String path, String declared) {
        String type = served(path, declared);
        return type != null && type.startsWith("image/");
    }

    /**
     * The type under which a file is served: by its name if that is known, else as the manifest says.
     *
     * @return {@code null} for what no chapter shows, and for everything that a browser would execute
     */
    static @Nullable String served(String path, String declared) {
        String byName = SERVED.get(ArchivePath.extension(path));
        if (byName != null) {
            return byName;
        }
        String type = OLD_NAMES.getOrDefault(declared, declared);
        return SERVED.containsValue(type) ? type : null;
    }
}
