package dev.lectern.command.epub;

import dev.lectern.command.epub.EpubBook.TocEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the navigation document's {@code toc} (EPUB 3.3, section 7) or the NCX (OPF 2.0.1, 2.4.1). */
final class TableOfContents {

    private final BookPaths paths;
    private final Map<String, Integer> chapters;
    private final EpubLimits limits;
    private final Warnings warnings;
    private int entries;

    /** @param chapters numbers by path */
    TableOfContents(BookPaths paths, Map<String, Integer> chapters, EpubLimits limits, Warnings warnings) {
        this.paths = paths;
        this.chapters = chapters;
        this.limits = limits;
        this.warnings = warnings;
    }

    /** Of a navigation document; nothing if it has no {@code toc}. */
    List<TocEntry> ofNav(MarkupTree document, String folder) {
        return document.descendants("nav")
                .filter(nav -> nav.tokens("type").contains("toc") || nav.tokens("role").contains("doc-toc"))
                .findFirst()
                .flatMap(nav -> nav.descendants("ol").findFirst())
                .map(list -> items(list, folder, 1))
                .orElse(List.of());
    }

    /** Of an NCX. */
    List<TocEntry> ofNcx(MarkupTree document, String folder) {
        MarkupTree map = document.descendant("navmap");
        return map == null ? List.of() : points(map, folder, 1);
    }

    private List<TocEntry> items(MarkupTree list, String folder, int depth) {
        var items = new ArrayList<TocEntry>();
        for (MarkupTree item : list.children("li").toList()) {
            if (isCut(depth)) {
                break;
            }
            List<MarkupTree> lists = new ArrayList<>();
            MarkupTree label = null;
            for (MarkupTree part : item.descendants(node -> node.name().equals("ol"))) {
                if (part.name().equals("ol")) {
                    lists.add(part);
                } else if (label == null && (part.name().equals("a") || part.name().equals("span"))) {
                    label = part;
                }
            }
            List<TocEntry> children = lists.stream().flatMap(ol -> items(ol, folder, depth + 1).stream()).toList();
            items.add(label == null ? entry("", null, folder, children)
                    : entry(labelText(label), linkOf(label), folder, children));
        }
        return items;
    }

    private static @Nullable String linkOf(MarkupTree label) {
        String href = label.attribute("href");
        MarkupTree link = href == null ? label.descendant("a") : label;
        return link == null ? null : link.attribute("href");
    }

    private static String labelText(MarkupTree label) {
        String text = label.text();
        return !text.isBlank() ? text : label.descendants("img").map(img -> img.attributeOr("alt", ""))
                .filter(alt -> !alt.isBlank()).findFirst().orElse(label.attributeOr("title", ""));
    }

    private List<TocEntry> points(MarkupTree parent, String folder, int depth) {
        var points = new ArrayList<TocEntry>();
        for (MarkupTree point : parent.children("navpoint").toList()) {
            if (isCut(depth)) {
                break;
            }
            MarkupTree label = point.child("navlabel");
            MarkupTree content = point.child("content");
            points.add(entry(label == null ? "" : label.text(), content == null ? null : content.attribute("src"),
                    folder, points(point, folder, depth + 1)));
        }
        return points;
    }

    private boolean isCut(int depth) {
        if (depth > limits.tocDepth()) {
            warnings.add("The table of contents is nested too deeply; it was cut at %d levels."
                    .formatted(limits.tocDepth()));
            return true;
        }
        if (++entries > limits.tocEntries()) {
            warnings.add("The table of contents is too long; it was cut after %,d entries."
                    .formatted(limits.tocEntries()));
            return true;
        }
        return false;
    }

    private TocEntry entry(String label, @Nullable String href, String folder, List<TocEntry> children) {
        String title = Prose.clean(label, limits.titleCharacters());
        String path = href == null ? null : paths.path(folder, href);
        if (href == null || path == null) {
            return new TocEntry(title, null, null, List.copyOf(children));
        }
        String fragment = BookPaths.fragment(href);
        return new TocEntry(title, fragment.isEmpty() ? path : path + "#" + fragment, chapters.get(path),
                List.copyOf(children));
    }

    /** The first title that leads into each chapter. */
    static Map<Integer, String> titles(List<TocEntry> toc) {
        var titles = new HashMap<Integer, String>();
        everyEntry(toc).filter(entry -> entry.chapter() != null && !entry.title().isEmpty())
                .forEach(entry -> titles.putIfAbsent(entry.chapter(), entry.title()));
        return titles;
    }

    private static Stream<TocEntry> everyEntry(List<TocEntry> toc) {
        return toc.stream().flatMap(entry -> Stream.concat(Stream.of(entry), everyEntry(entry.children())));
    }
}
