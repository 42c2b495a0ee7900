package dev.lectern.query.files;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which of a book's files are handed out. A type that a browser executes is never among them. */
final class ServedTypes {

    static final String SVG = "image/svg+xml";

    private static final Set<String> SERVED = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", SVG,
            "text/css", "font/otf", "font/ttf", "font/woff", "font/woff2", "font/sfnt", "application/font-sfnt",
            "application/font-woff", "application/vnd.ms-opentype", "application/x-font-ttf", "application/x-font-otf",
            "application/x-font-truetype", "application/x-font-opentype", "audio/mpeg", "audio/mp4", "audio/ogg", "video/mp4", "video/webm");

    private ServedTypes() {
    }

    /** The type to serve a file under that its book declares to be of this type, if it is served at all. */
    static Optional<String> of(String declared) {
        int parameters = declared.indexOf(';');
        var type = (parameters < 0 ? declared : declared.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        if (type.equals("image/jpg")) {
            return Optional.of("image/jpeg");
        }
        return SERVED.contains(type) ? Optional.of(type) : Optional.empty();
    }
}
