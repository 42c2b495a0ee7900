package dev.lectern.command.epub;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.OpenElements;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A document that is not well-formed, read as leniently as browsers do. They mend the tree; here it is told while it grows, and what was
 * told is taken out of it, so that a large document is never in memory as a whole: with trees of 300,000 elements each collection
 * of garbage took a twentieth of a second, for everybody.
 *
 * <p>In a document of more than {@value #KEPT} elements, what browsers move to before a table, of which the beginning was told, comes
 * within it; and an element that they move begins anew.
 */
final class MendedMarkup {

    /** Elements that may be over and not yet told. */
    private static final int KEPT = 4_000;
    /** Of a node in the tree, with its lists. */
    private static final int NODE = 180;

    private final StreamParser parser;
    private final MarkupHandler handler;
    private final int kept;
    /** From the root on, each in the one before: elements of which the beginning was told, and not the end. */
    private final List<Element> begun = new ArrayList<>();

    MendedMarkup(Parser parser, Reader markup, MarkupHandler handler) {
        this(parser, markup, handler, KEPT);
    }

    /** @param kept elements that may be over and not yet told */
    MendedMarkup(Parser parser, Reader markup, MarkupHandler handler, int kept) {
        this.parser = new StreamParser(parser).parse(markup, "");
        this.handler = handler;
        this.kept = kept;
    }

    /** Of the tree, at the most: comments stay until the next element is over. */
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
        return (Math.min(elements, 2L * KEPT) + others) * NODE;
    }

    /** @throws EpubRefused if the parser gives up */
    void tell() throws EpubRefused {
        for (int read = 1; hasMore(); read++) {
            parser.iterator().next();
            if (read % kept == 0) {
                endWhatWasMoved();
                tellWhatIsOver(OpenElements.of(parser));
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

    private void tellWhatIsOver(Set<Element> open) {
        while (!begun.isEmpty() && !open.contains(begun.getLast())) {
            endLast();
        }
        for (var begin : begun) {
            tellBefore(begin, open);
        }
        var parent = begun.isEmpty() ? parser.document() : begun.getLast();
        while (parent != null) {
            parent = tellUntilOpen(parent, open);
        }
    }

    /** What was moved to before an element that was begun already. */
    private void tellBefore(Element begin, Set<Element> open) {
        var moved = begin.parentNode() instanceof Element parent ? List.copyOf(parent.childNodes().subList(0, begin.siblingIndex())) : List.<Node>of();
        moved.stream().filter(node -> isOver(node, open)).forEach(node -> {
            tell(node);
            node.remove();
        });
    }

    /** @return the child that is still open, of which the beginning was told */
    private @Nullable Element tellUntilOpen(Element parent, Set<Element> open) {
        var children = List.copyOf(parent.childNodes());
        int told = 0;
        while (told < children.size() && isOver(children.get(told), open)) {
            tell(children.get(told++));
        }
        var untold = children.subList(told, children.size());
        if (told > 0) {
            // all at once: for each that is removed, its siblings are numbered anew
            parent.empty();
            untold.forEach(parent::appendChild);
        }
        if (!untold.isEmpty() && untold.getFirst() instanceof Element element) {
            handler.start(element.tagName(), attributesOf(element));
            begun.add(element);
            return element;
        }
        return null;
    }

    private static boolean isOver(Node child, Set<Element> open) {
        return switch (child) {
            case Element element -> !open.contains(element);
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
