package dev.lectern.command.epub;

import java.util.ArrayDeque;
import java.util.Locale;

/** Paths within the archive: which are taken, and how references resolve to them. */
final class ArchivePath {

    private ArchivePath() {
    }

    /** The entry name itself, without a leading {@code ./}. */
    static String checked(String name, EpubLimits limits) throws EpubRefused {
        String path = name;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0 || hasDriveLetter(path)
                || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f) || climbs(path)) {
            throw EpubRefused.hostile("A file inside this EPUB has a name that points outside of it: “%s”."
                    .formatted(Prose.shorten(name)));
        }
        if (path.chars().filter(c -> c == '/').count() > limits.pathDepth()) {
            throw EpubRefused.hostile("A file inside this EPUB lies more than %d folders deep."
                    .formatted(limits.pathDepth()));
        }
        return path;
    }

    private static boolean hasDriveLetter(String path) {
        return path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
    }

    private static boolean climbs(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** The folder of a path with its slash, or nothing for the root. */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The last segment. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** In lower case, without its dot; nothing if there is none. */
    static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Without {@code .} and {@code ..}; what climbs above the root stays at the root, as in a URL (RFC 3986, 5.2.4). */
    static String normalised(String path) {
        var segments = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            switch (segment) {
                case ".", "" -> { }
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }
}
