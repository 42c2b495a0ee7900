package org.jsoup.parser;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Which elements a parser may still add to. It tells nobody outside of its package; and of those that {@link StreamParser} calls complete,
 * some aren't in damaged documents: formatting that ends in the wrong order, text in a table but in no cell.
 */
public final class OpenElements {

    private OpenElements() {
    }

    /** The open elements, and those that they are in: an element may be over while one in it is not. */
    public static Set<Element> of(StreamParser parser) {
        var open = new HashSet<Element>();
        parser.treeBuilder.copyOpenElementsTo(open);
        var around = new HashSet<Element>();
        for (var element : open) {
            for (var outer = element; outer != null && around.add(outer); ) {
                outer = outer.parent();
            }
        }
        return around;
    }
}
