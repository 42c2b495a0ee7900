package dev.lectern.command.epub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the package document of an archive (EPUB Open Container Format 3.3) and tells whether the book is encrypted.
 *
 * @param packageDocument the first rootfile's
 * @param root            folder that holds META-INF: nothing, but for books that someone zipped with their folder
 * @param obfuscated      fonts that are only obfuscated: by their paths, the algorithms
 */
record EpubContainer(ArchiveEntry packageDocument, String root, Map<String, String> obfuscated) {

    private static final String PACKAGE_TYPE = "application/oebps-package+xml";
    private static final int LONGEST_TYPE = 100;
    private static final String META_INF = "META-INF/";
    private static final List<String> FONT_EXTENSIONS = List.of("ttf", "otf", "ttc", "woff", "woff2", "dfont", "pfb", "eot");
    private static final String DRM = "This EPUB is protected by DRM (%s) and can only be read in the shop's own app.";

    static EpubContainer of(EpubArchive archive, MarkupReader markup, EpubLimits limits, Warnings warnings)
            throws EpubRefused, IOException {
        ArchiveEntry container = shallowest(archive, "meta-inf/container.xml");
        String root = container == null ? "" : rootOf(container.path());
        refuseRights(archive, root);
        warnAboutMimetype(archive, root, warnings);
        ArchiveEntry packageDocument = container == null
                ? null : rootfile(archive, container, root, markup, limits);
        if (packageDocument == null) {
            packageDocument = shallowest(archive, ".opf");
            if (packageDocument == null) {
                throw container == null
                        ? EpubRefused.notAnEpub("This file is not an EPUB: it is an archive without a book's container.xml.")
                        : EpubRefused.unreadable("This EPUB lacks its package document, the list of what is in the book.");
            }
            warnings.add("The book doesn't say where its package document is; “%s” was taken."
                    .formatted(Prose.shorten(packageDocument.path())));
        }
        return new EpubContainer(packageDocument, root, obfuscatedFonts(archive, root, markup, limits));
    }

    private static String rootOf(String containerPath) {
        return containerPath.substring(0, containerPath.length() - "META-INF/container.xml".length());
    }

    private static @Nullable ArchiveEntry shallowest(EpubArchive archive, String suffix) {
        return archive.entries().stream()
                .filter(entry -> !entry.path().startsWith("__MACOSX/"))
                .filter(entry -> {
                    String path = entry.path().toLowerCase(Locale.ROOT);
                    return path.endsWith(suffix) && (suffix.startsWith(".")
                            || path.length() == suffix.length() || path.endsWith("/" + suffix));
                })
                .min(Comparator.comparingLong(entry -> entry.path().chars().filter(c -> c == '/').count()))
                .orElse(null);
    }

    private static void warnAboutMimetype(EpubArchive archive, String root, Warnings warnings) throws EpubRefused, IOException {
        ArchiveEntry mimetype = archive.find(root + "mimetype");
        if (mimetype == null) {
            warnings.add("The file doesn't say that it is an EPUB (no mimetype entry).");
        } else if (mimetype.size() > LONGEST_TYPE
                || !new String(archive.bytes(mimetype, LONGEST_TYPE), StandardCharsets.UTF_8).strip().equals("application/epub+zip")) {
            warnings.add("The file says that it is something else than an EPUB (in its mimetype entry).");
        }
    }

    private static @Nullable ArchiveEntry rootfile(EpubArchive archive, ArchiveEntry container, String root,
                                                   MarkupReader markup, EpubLimits limits)
            throws EpubRefused, IOException {
        List<MarkupTree> rootfiles = tree(archive, container, markup, limits).descendants("rootfile").toList();
        for (boolean typed : new boolean[]{true, false}) {
            for (MarkupTree rootfile : rootfiles) {
                if (!typed || PACKAGE_TYPE.equals(rootfile.attributeOr("media-type", "").trim())) {
                    ArchiveEntry entry = new BookPaths(archive, root).file(root, rootfile.attributeOr("full-path", ""));
                    if (entry != null) {
                        return entry;
                    }
                }
            }
        }
        return null;
    }

    private static void refuseRights(EpubArchive archive, String root) throws EpubRefused {
        if (archive.find(root + META_INF + "license.lcpl") != null) {
            throw EpubRefused.isProtected(DRM.formatted("Readium LCP"));
        }
        if (archive.find(root + META_INF + "sinf.xml") != null) {
            throw EpubRefused.isProtected(DRM.formatted("Apple FairPlay"));
        }
        if (archive.find(root + META_INF + "rights.xml") != null) {
            throw EpubRefused.isProtected(DRM.formatted("Adobe or Kobo"));
        }
    }

    private static Map<String, String> obfuscatedFonts(EpubArchive archive, String root, MarkupReader markup, EpubLimits limits)
            throws EpubRefused, IOException {
        ArchiveEntry encryption = archive.find(root + META_INF + "encryption.xml");
        if (encryption == null) {
            return Map.of();
        }
        MarkupTree tree = tree(archive, encryption, markup, limits);
        var paths = new BookPaths(archive, root);
        var obfuscated = new HashMap<String, String>();
        for (MarkupTree encrypted : tree.descendants("encrypteddata").toList()) {
            MarkupTree method = encrypted.child("encryptionmethod");
            String algorithm = method == null ? "" : method.attributeOr("algorithm", "").trim();
            for (MarkupTree reference : encrypted.descendants("cipherreference").toList()) {
                ArchiveEntry entry = paths.file(root, reference.attributeOr("uri", ""));
                if (entry == null) {
                    continue;
                }
                if (!FontObfuscation.ALGORITHMS.contains(algorithm) || !isFont(entry.path())) {
                    throw EpubRefused.isProtected(
                            "This EPUB is protected by DRM: its files are encrypted and can only be read in the shop's own app.");
                }
                obfuscated.put(entry.path(), algorithm);
            }
        }
        return Map.copyOf(obfuscated);
    }

    private static boolean isFont(String path) {
        return FONT_EXTENSIONS.contains(ArchivePath.extension(path));
    }

    private static MarkupTree tree(EpubArchive archive, ArchiveEntry entry, MarkupReader markup, EpubLimits limits)
            throws EpubRefused, IOException {
        return markup.read(archive.bytes(entry, limits.documentBytes()), MarkupReader.Leniency.XML,
                MarkupTree.Builder::new).handler().tree();
    }
}
