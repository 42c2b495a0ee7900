package dev.lectern.command.epub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small document in memory: container, package document, navigation. Names and attribute names are without prefix and in
 * lower case. What is nested too deeply is left out: those who ask each element for all of its text would look at it again and
 * again. So is what comes after the first {@value Builder#MOST} elements, twice as many as an EPUB may list files, chapters and
 * entries. Nothing here recurses.
 */
final class MarkupTree {

    private final String name;
    private final String text;
    private final Map<String, String> attributes;
    private final List<MarkupTree> content;

    private MarkupTree(String name, String text, Map<String, String> attributes, List<MarkupTree> content) {
        this.name = name;
        this.text = text;
        this.attributes = attributes;
        this.content = content;
    }

    private static MarkupTree element(String name) {
        return new MarkupTree(name, "", new HashMap<>(), new ArrayList<>());
    }

    private static MarkupTree text(String text) {
        return new MarkupTree("", text, Map.of(), List.of());
    }

    String name() {
        return name;
    }

    @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    String attributeOr(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    /** The words of an attribute that is a list. */
    List<String> tokens(String attribute) {
        return List.of(attributeOr(attribute, "").trim().split("\\s+"));
    }

    List<MarkupTree> children() {
        return content.stream().filter(node -> !node.name.isEmpty()).toList();
    }

    Stream<MarkupTree> children(String child) {
        return content.stream().filter(node -> node.name.equals(child));
    }

    @Nullable MarkupTree child(String child) {
        return children(child).findFirst().orElse(null);
    }

    /** Elements below this one in document order, not looking into those that {@code closed} names. */
    List<MarkupTree> descendants(Predicate<MarkupTree> closed) {
        var found = new ArrayList<MarkupTree>();
        walk(node -> {
            if (!node.name.isEmpty()) {
                found.add(node);
            }
            return !closed.test(node);
        });
        return found;
    }

    Stream<MarkupTree> descendants(String descendant) {
        return descendants(node -> false).stream().filter(node -> node.name.equals(descendant));
    }

    @Nullable MarkupTree descendant(String descendant) {
        return descendants(descendant).findFirst().orElse(null);
    }

    /** All text below this element. */
    String text() {
        var all = new StringBuilder();
        walk(node -> {
            all.append(node.text);
            return true;
        });
        return all.toString();
    }

    private void walk(Predicate<MarkupTree> goesOn) {
        Deque<MarkupTree> open = new ArrayDeque<>();
        content.reversed().forEach(open::addLast);
        while (!open.isEmpty()) {
            MarkupTree node = open.removeLast();
            if (goesOn.test(node)) {
                node.content.reversed().forEach(open::addLast);
            }
        }
    }

    /** Grows a tree while a document is read. */
    static final class Builder implements MarkupHandler {

        private static final int DEEPEST = 200;
        private static final int MOST = 100_000;
        private static final int NODE = 160;
        private static final int ATTRIBUTE = 64;

        private final MarkupTree root = element("");
        private final Deque<MarkupTree> open = new ArrayDeque<>(List.of(root));
        private int leftOut;
        private int elements;
        private long bytes;

        /** A nameless parent of the document's elements. */
        MarkupTree tree() {
            return root;
        }

        @Override
        public void start(String name, Map<String, String> attributes) {
            if (leftOut > 0 || open.size() > DEEPEST || elements == MOST) {
                leftOut++;
                return;
            }
            elements++;
            var element = element(MarkupHandler.local(name));
            attributes.forEach((key, value) -> element.attributes.putIfAbsent(MarkupHandler.local(key), value));
            attributes.forEach((key, value) -> bytes += ATTRIBUTE + 2L * value.length());
            bytes += NODE;
            open.getLast().content.add(element);
            open.addLast(element);
        }

        @Override
        public void text(String text) {
            if (leftOut == 0 && elements < MOST) {
                open.getLast().content.add(MarkupTree.text(text));
                bytes += NODE + 2L * text.length();
            }
        }

        @Override
        public void end(String name) {
            if (leftOut > 0) {
                leftOut--;
            } else {
                open.removeLast();
            }
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }
}
