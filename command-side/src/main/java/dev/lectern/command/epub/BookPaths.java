package dev.lectern.command.epub;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves references between a book's files, as sloppily as they are written. */
final class BookPaths {

    /** Of a reference as written, and of the path that it leads to. */
    private static final int LONGEST = 4_096;
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private final EpubArchive archive;
    private final String root;

    /** @param root folder that the book's absolute paths start at */
    BookPaths(EpubArchive archive, String root) {
        this.archive = archive;
        this.root = root;
    }

    /** The file that a reference from within {@code folder} leads to, if there is one. */
    @Nullable ArchiveEntry file(String folder, String href) {
        String path = withoutFragment(href);
        if (path.isEmpty() || href.length() > LONGEST || leadsOutside(path)) {
            return null;
        }
        ArchiveEntry entry = archive.find(resolved(folder, decoded(path)));
        // a file whose name has a percent sign of its own, or a question mark
        return entry != null ? entry : archive.find(resolved(folder, beforeFragment(href)));
    }

    /** The path that a reference leads to, whether or not there is a file; {@code null} if it leads out of the book. */
    @Nullable String path(String folder, String href) {
        ArchiveEntry entry = file(folder, href);
        if (entry != null) {
            return entry.path();
        }
        String path = withoutFragment(href);
        return path.isEmpty() || href.length() > LONGEST || leadsOutside(path) ? null : nameable(resolved(folder, decoded(path)));
    }

    /** What follows the {@code #}, decoded; nothing if there is none, or none that an element could have. */
    static String fragment(String href) {
        int hash = href.length() > LONGEST ? -1 : href.indexOf('#');
        String fragment = hash < 0 ? "" : decoded(href.substring(hash + 1).trim());
        return fragment.chars().anyMatch(Character::isISOControl) ? "" : fragment;
    }

    /** No file has a name with control characters (NUL, which no database takes, is one), but a percent-encoded reference may. */
    private static @Nullable String nameable(String path) {
        return path.isEmpty() || path.length() > LONGEST || path.chars().anyMatch(Character::isISOControl) ? null : path;
    }

    static boolean leadsOutside(String href) {
        return href.startsWith("//") || SCHEME.matcher(href).matches();
    }

    private String resolved(String folder, String path) {
        String slashed = path.replace('\\', '/');
        return slashed.startsWith("/")
                ? root + ArchivePath.normalised(slashed)
                : ArchivePath.normalised(folder + slashed);
    }

    private static String beforeFragment(String href) {
        int hash = href.indexOf('#');
        return (hash < 0 ? href : href.substring(0, hash)).trim();
    }

    private static String withoutFragment(String href) {
        String path = beforeFragment(href);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Percent-decoded as UTF-8; percent signs that encode nothing stay. */
    static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var bytes = new ByteArrayOutputStream();
        byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = i + 2 < raw.length && raw[i] == '%' ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                bytes.write(raw[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Percent-encoded for a URL's path (RFC 3986, 3.3) or, as every character it leaves is allowed there, its fragment. */
    static String encoded(String path) {
        var encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~!$&'()*+,;=:@".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
