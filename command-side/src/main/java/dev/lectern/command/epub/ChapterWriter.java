package dev.lectern.command.epub;

import dev.lectern.command.epub.AllowedMarkup.Separation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a document of the book, as it is read, into sanitised XHTML and plain text. */
final class ChapterWriter implements MarkupHandler {

    /** What an HTML parser nests at most; deeper elements lose their tags and keep their text. */
    private static final int DEEPEST = 200;
    private static final int LONGEST_ATTRIBUTE = 64 * 1024;
    private static final int LONGEST_HEADING = 1_000;
    private static final int OPEN_BYTES = 64;
    private static final Pattern RASTER_DATA =
            Pattern.compile("data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Set<String> ROOT_ATTRIBUTES = Set.of("lang", "xml:lang", "dir");
    private static final Set<String> SHOWING = Set.of("img", "audio", "video", "source", "track", "image");

    /** @param tag what its end writes, or nothing */
    private record Open(String name, String tag) {
    }

    private final ChapterLinks links;
    private final ChapterText written = new ChapterText();
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder heading = new StringBuilder();
    private final StringBuilder title = new StringBuilder();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> attributesWritten = new HashSet<>();
    private final boolean isProse;
    private @Nullable String firstImage;
    private Map<String, String> ofRoot = Map.of();
    private int depth;
    private int dropped;
    private int unread;
    private int preformatted;
    private int svg;
    private int math;
    private int headings;
    private boolean headingDone;
    private boolean inTitle;
    private long idBytes;

    private ChapterWriter(ChapterLinks links, boolean isProse) {
        this.links = links;
        this.isProse = isProse;
    }

    static ChapterWriter ofProse(ChapterLinks links) {
        return new ChapterWriter(links, true);
    }

    /** A picture has no text, whatever is lettered in it. */
    static ChapterWriter ofPicture(ChapterLinks links) {
        return new ChapterWriter(links, false);
    }

    @Override
    public void start(String rawName, Map<String, String> attributes) {
        String name = MarkupHandler.local(rawName);
        if (dropped > 0 || AllowedMarkup.isDropped(name)) {
            // a title is dropped from the page, and is the chapter's name of last resort
            inTitle = name.equals("title") && svg == 0 && title.isEmpty();
            dropped++;
            return;
        }
        count(name, 1);
        written.separate(AllowedMarkup.separation(name));
        if (name.equals("html")) {
            ofRoot = attributes;
        }
        String tag = name.equals("body") ? "div" : AllowedMarkup.element(name, svg > 0, math > 0);
        if (tag == null || depth >= DEEPEST) {
            open.addLast(new Open(name, ""));
            return;
        }
        written.markup("<" + tag);
        attributesWritten.clear();
        attributes.forEach((key, value) -> writeAttribute(tag, key, value));
        if (name.equals("body")) {
            // the body becomes a div that keeps the root's language and direction
            ofRoot.forEach((key, value) -> {
                if (ROOT_ATTRIBUTES.contains(key)) {
                    writeAttribute(tag, key, value);
                }
            });
            // once: a thousand bodies must not become a thousand copies
            ofRoot = Map.of();
        } else if (name.equals("a") && attributes.get("name") instanceof String anchor && isNewId(anchor)) {
            write("id", anchor);
        }
        writeNamespace(name);
        if (AllowedMarkup.VOID.contains(tag)) {
            written.markup("/>");
            open.addLast(new Open(name, ""));
        } else {
            written.markup(">");
            open.addLast(new Open(name, tag));
            depth++;
        }
    }

    @Override
    public void text(String characters) {
        if (inTitle) {
            take(title, characters);
        }
        boolean betweenHeadAndBody = open.size() < 2 && characters.isBlank();
        if (dropped > 0 || betweenHeadAndBody) {
            return;
        }
        if (headings > 0 && unread == 0) {
            take(heading, characters);
        }
        written.characters(characters, isProse && unread == 0, preformatted > 0);
    }

    @Override
    public void end(String rawName) {
        if (dropped > 0) {
            dropped--;
            inTitle = false;
            return;
        }
        Open closed = open.removeLast();
        if (!closed.tag.isEmpty()) {
            written.markup("</" + closed.tag + ">");
            depth--;
        }
        written.separate(AllowedMarkup.separation(closed.name));
        count(closed.name, -1);
    }

    private void count(String name, int step) {
        switch (name) {
            case "rt", "rp" -> unread += step;
            case "pre" -> preformatted += step;
            case "svg" -> svg += step;
            case "math" -> math += step;
            case "br" -> {
                if (headings > 0) {
                    take(heading, " ");
                }
            }
            case "h1", "h2", "h3" -> {
                if (!headingDone) {
                    headings += step;
                    headingDone = step < 0 && headings == 0 && !heading.toString().isBlank();
                }
            }
            default -> { }
        }
    }

    private static void take(StringBuilder label, String characters) {
        if (label.length() < LONGEST_HEADING) {
            label.append(characters, 0, Math.min(characters.length(), LONGEST_HEADING));
        }
    }

    private void writeNamespace(String name) {
        if (name.equals("svg") && svg == 1) {
            written.markup(" xmlns=\"http://www.w3.org/2000/svg\"");
        } else if (name.equals("math") && math == 1) {
            written.markup(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        }
    }

    private void writeAttribute(String tag, String key, String value) {
        if (value.length() > LONGEST_ATTRIBUTE && !key.endsWith("href") && !key.equals("src") && !key.equals("d")) {
            return;
        }
        String name = MarkupHandler.local(key);
        switch (name) {
            case "href" -> write("href", referenceOf(tag, value));
            case "src", "poster" -> write(name, SHOWING.contains(tag) ? shown(value) : null);
            case "usemap" -> write(name, value.startsWith("#") ? value : null);
            case "type" -> {
                if (key.equals("epub:type")) {
                    write("data-epub-type", value);
                } else if (tag.equals("ol") || svg > 0) {
                    write(name, value);
                }
            }
            case "name" -> write(name, tag.equals("map") ? value : null);
            case "lang" -> write("lang", key.equals("lang") || key.equals("xml:lang") ? value : null);
            case "id" -> write("id", isNewId(value) ? value : null);
            default -> {
                String spelled = key.indexOf(':') >= 0 ? null : AllowedMarkup.attribute(name, svg > 0, math > 0);
                write(spelled, spelled != null && AllowedMarkup.isHarmless(spelled, value, svg > 0) ? value : null);
            }
        }
    }

    private @Nullable String referenceOf(String tag, String href) {
        if (tag.equals("a") || tag.equals("area")) {
            return links.link(href.trim());
        }
        if (tag.equals("image")) {
            return shown(href);
        }
        // use, gradients and text paths: parts of the same drawing
        return svg > 0 && href.startsWith("#") ? href : null;
    }

    private @Nullable String shown(String src) {
        String reference = src.trim();
        if (RASTER_DATA.matcher(reference).matches()) {
            return reference;
        }
        String resource = links.resource(reference);
        if (resource != null && firstImage == null) {
            firstImage = reference;
        }
        return resource;
    }

    private void write(@Nullable String name, @Nullable String value) {
        if (name != null && value != null && attributesWritten.add(name)) {
            written.markup(" " + name + "=\"" + ChapterText.escaped(value) + "\"");
        }
    }

    private boolean isNewId(String id) {
        boolean isNew = ids.add(id);
        idBytes += isNew ? OPEN_BYTES + 2L * id.length() : 0;
        return isNew;
    }

    @Override
    public long bytes() {
        return written.bytes() + idBytes + (long) OPEN_BYTES * open.size();
    }

    ChapterText written() {
        return written;
    }

    /** The text of the first heading of the first three levels, or nothing. */
    String heading() {
        return heading.toString();
    }

    /** The document's own title, or nothing. */
    String title() {
        return title.toString();
    }

    /** The first picture shown that is among the book's resources, as the document refers to it. */
    @Nullable String firstImage() {
        return firstImage;
    }
}
