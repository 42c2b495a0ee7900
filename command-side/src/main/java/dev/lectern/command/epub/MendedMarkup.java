package dev.lectern.command.epub;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A document that is not well-formed, read as leniently as browsers do. They mend the tree; here it is told while it grows, and what was
 * told is taken out of it, so that a large document is never in memory as a whole: with trees of 300,000 elements each collection
 * of garbage took a twentieth of a second, for everybody.
 *
 * <p>Browsers move what they have read already if a table or an element like {@code b} is open. They are waited for, up to
 * {@value #MOST} elements; in a table that is larger yet, and damaged, a word may get lost.
 */
final class MendedMarkup {

    private static final int KEPT = 4_000;
    private static final int MOST = 60_000;
    /** Of a node in the tree, with its lists. */
    private static final int NODE = 180;
    /** The parser moves what stands in a table, but in no cell; and what is in formatting elements that end in the wrong order. */
    private static final Set<String> MOVING = Set.of("table", "tbody", "thead", "tfoot", "tr", "colgroup", "select", "a", "b", "big", "code", "em", "font", "i",
            "nobr", "s", "small", "strike", "strong", "tt", "u");

    private final StreamParser parser;
    private final MarkupHandler handler;
    private final int kept;
    private final int most;
    private final Set<Element> complete = new HashSet<>();
    /** From the root on: elements of which the beginning was told, and not the end. */
    private final List<Element> begun = new ArrayList<>();

    MendedMarkup(Parser parser, Reader markup, MarkupHandler handler) {
        this(parser, markup, handler, KEPT, MOST);
    }

    /**
     * @param kept elements that may be complete and not yet told
     * @param most the same where they might still be moved
     */
    MendedMarkup(Parser parser, Reader markup, MarkupHandler handler, int kept, int most) {
        this.parser = new StreamParser(parser).parse(markup, "");
        this.handler = handler;
        this.kept = kept;
        this.most = most;
    }

    /** Of the tree, at the most: comments stay until the next element is complete. */
    static long mostBytes(String markup) {
        long elements = 0;
        long others = 0;
        for (int tag = markup.indexOf('<'); tag >= 0; tag = markup.indexOf('<', tag + 1)) {
            if (markup.startsWith("!", tag + 1) || markup.startsWith("?", tag + 1)) {
                others++;
            } else {
                elements++;
            }
        }
        return (Math.min(elements, 2L * MOST) + others) * NODE;
    }

    /** @throws EpubRefused if the parser gives up */
    void tell() throws EpubRefused {
        int untold = 0;
        while (hasMore()) {
            complete.add(parser.iterator().next());
            if (++untold % kept == 0 && (untold >= most || nothingMoves())) {
                endWhatWasMoved();
                tellComplete();
                untold = 0;
            }
        }
        endWhatWasMoved();
        while (!begun.isEmpty()) {
            endLast();
        }
        parser.document().childNodes().forEach(this::tell);
    }

    private boolean hasMore() throws EpubRefused {
        try {
            return parser.iterator().hasNext();
        } catch (OverBudget e) {
            throw e;
        } catch (RuntimeException e) {
            throw EpubRefused.unreadable("A document inside this EPUB is damaged beyond repair.");
        }
    }

    private boolean nothingMoves() {
        for (Element open = parser.document(); open != null && !complete.contains(open); open = open.lastElementChild()) {
            if (MOVING.contains(open.normalName())) {
                return false;
            }
        }
        return true;
    }

    /** What a browser moves while it is open begins anew where it is now. */
    private void endWhatWasMoved() {
        Element parent = parser.document();
        int inPlace = 0;
        while (inPlace < begun.size() && begun.get(inPlace).parent() == parent) {
            parent = begun.get(inPlace++);
        }
        while (begun.size() > inPlace) {
            handler.end(begun.removeLast().tagName());
        }
    }

    private void tellComplete() {
        while (!begun.isEmpty() && complete.remove(begun.getLast())) {
            endLast();
        }
        var open = begun.isEmpty() ? parser.document() : begun.getLast();
        while (open != null) {
            open = tellUntilOpen(open);
        }
    }

    /** @return the child that is still open, of which the beginning was told */
    private @Nullable Element tellUntilOpen(Element open) {
        var children = List.copyOf(open.childNodes());
        int told = 0;
        while (told < children.size() && isComplete(children.get(told))) {
            tell(children.get(told++));
        }
        var untold = children.subList(told, children.size());
        if (told > 0) {
            // all at once: for each that is removed, its siblings are numbered anew
            open.empty();
            untold.forEach(open::appendChild);
        }
        if (!untold.isEmpty() && untold.getFirst() instanceof Element element) {
            handler.start(element.tagName(), attributesOf(element));
            begun.add(element);
            return element;
        }
        return null;
    }

    private boolean isComplete(Node child) {
        return switch (child) {
            case Element element -> complete.contains(element);
            // the last one may still grow
            case TextNode text -> text.nextSibling() != null;
            default -> true;
        };
    }

    private void endLast() {
        var last = begun.removeLast();
        last.childNodes().forEach(this::tell);
        handler.end(last.tagName());
        last.remove();
    }

    private void tell(Node node) {
        node.traverse(new NodeVisitor() {
            @Override
            public void head(Node visited, int depth) {
                if (visited instanceof Element element) {
                    complete.remove(element);
                    handler.start(element.tagName(), attributesOf(element));
                } else if (visited instanceof TextNode text) {
                    handler.text(text.getWholeText());
                }
            }

            @Override
            public void tail(Node visited, int depth) {
                if (visited instanceof Element element) {
                    handler.end(element.tagName());
                }
            }
        });
    }

    private static Map<String, String> attributesOf(Element element) {
        var attributes = new LinkedHashMap<String, String>();
        element.attributes().forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        return attributes;
    }
}
