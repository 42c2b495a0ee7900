package dev.lectern.command.epub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a package document says about the book (Dublin Core elements and their refinements).
 *
 * @param title     the first title, or nothing
 * @param authors   creators whose role is author, or who have none
 * @param languages as declared
 */
record BookMetadata(String title, List<String> authors, List<String> languages, @Nullable String subject,
                    @Nullable String description, boolean fixedLayout) {

    private static final int DESCRIPTION = 4_000;

    static BookMetadata of(MarkupTree metadata, EpubLimits limits) {
        List<MarkupTree> elements = metadata.descendants(node -> false);
        return new BookMetadata(
                texts(elements, "title", limits.titleCharacters()).findFirst().orElse(""),
                authors(elements, limits),
                texts(elements, "language", 64).limit(20).toList(),
                texts(elements, "subject", limits.titleCharacters()).findFirst().orElse(null),
                texts(elements, "description", Integer.MAX_VALUE).findFirst().map(BookMetadata::plain).orElse(null),
                isFixedLayout(elements));
    }

    private static Stream<String> texts(List<MarkupTree> elements, String name, int limit) {
        return elements.stream().filter(element -> element.name().equals(name))
                .map(element -> Prose.clean(element.text(), limit)).filter(text -> !text.isEmpty());
    }

    private static List<String> authors(List<MarkupTree> elements, EpubLimits limits) {
        Map<String, List<String>> refinedRoles = refinedRoles(elements);
        var authors = new ArrayList<String>();
        for (MarkupTree creator : elements) {
            if (!creator.name().equals("creator") || authors.size() >= limits.authors()) {
                continue;
            }
            List<String> roles = refinedRoles.getOrDefault(creator.attributeOr("id", ""),
                    List.of(creator.attributeOr("role", "").trim()));
            String name = Prose.clean(creator.text(), limits.titleCharacters());
            if (!name.isEmpty() && (roles.contains("aut") || roles.stream().allMatch(String::isEmpty))) {
                authors.add(name);
            }
        }
        return List.copyOf(authors);
    }

    private static Map<String, List<String>> refinedRoles(List<MarkupTree> elements) {
        var roles = new HashMap<String, List<String>>();
        for (MarkupTree meta : elements) {
            String refined = meta.attributeOr("refines", "").trim();
            if (meta.name().equals("meta") && refined.startsWith("#") && refined.length() > 1
                    && meta.attributeOr("property", "").trim().equals("role")) {
                roles.computeIfAbsent(refined.substring(1), id -> new ArrayList<>()).add(meta.text().trim());
            }
        }
        return roles;
    }

    /** Descriptions often hold HTML, escaped. */
    private static String plain(String description) {
        String text = description.indexOf('<') < 0 || description.length() > 64 * 1024 ? description
                : Parser.parseBodyFragment(description, "").text();
        return Prose.clean(text, DESCRIPTION);
    }

    private static boolean isFixedLayout(List<MarkupTree> elements) {
        return elements.stream().filter(meta -> meta.name().equals("meta")).anyMatch(meta ->
                meta.attributeOr("property", "").trim().equals("rendition:layout")
                        && meta.text().trim().equals("pre-paginated")
                        // Amazon's and Apple's ways of saying it in EPUB 2
                        || Objects.equals(meta.attribute("name"), "fixed-layout")
                        && meta.attributeOr("content", "").trim().equals("true"));
    }
}
