package dev.lectern.query.contents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Puts {@code <mark data-description-id="…">} around passages. A passage is found in the XHTML by the chapter's runs, so
 * it is marked in as many pieces as markup cuts it into; where passages overlap the mark names them all.
 */
final class PassageMarks {

    /** A passage's place in the text: offsets in UTF-16 code units, the end exclusive. */
    record Span(UUID id, int start, int end) {
    }

    /** A piece of a passage in the XHTML. */
    private record Piece(UUID id, int from, int to) {
    }

    private PassageMarks() {
    }

    static String marked(ChapterDocument chapter, Collection<Span> passages) {
        var begins = new TreeMap<Integer, Set<UUID>>();
        var ends = new TreeMap<Integer, Set<UUID>>();
        for (var passage : passages) {
            for (var piece : pieces(chapter, passage)) {
                begins.computeIfAbsent(piece.from(), at -> new LinkedHashSet<>()).add(piece.id());
                ends.computeIfAbsent(piece.to(), at -> new LinkedHashSet<>()).add(piece.id());
            }
        }
        var cuts = new TreeMap<Integer, Boolean>();
        begins.keySet().forEach(at -> cuts.put(at, true));
        ends.keySet().forEach(at -> cuts.put(at, true));
        var marked = new StringBuilder(chapter.xhtml().length() + 100 * cuts.size());
        var open = new LinkedHashSet<UUID>();
        int done = 0;
        for (int cut : cuts.keySet()) {
            append(marked, chapter.xhtml().substring(done, cut), open);
            open.removeAll(ends.getOrDefault(cut, Set.of()));
            open.addAll(begins.getOrDefault(cut, Set.of()));
            done = cut;
        }
        return marked.append(chapter.xhtml(), done, chapter.xhtml().length()).toString();
    }

    private static void append(StringBuilder marked, String xhtml, Set<UUID> passages) {
        if (passages.isEmpty() || xhtml.isBlank()) {
            marked.append(xhtml);
        } else {
            marked.append("<mark data-description-id=\"")
                    .append(passages.stream().map(UUID::toString).collect(Collectors.joining(" ")))
                    .append("\">").append(xhtml).append("</mark>");
        }
    }

    private static List<Piece> pieces(ChapterDocument chapter, Span passage) {
        var pieces = new ArrayList<Piece>();
        for (var run : chapter.runs()) {
            int from = Math.max(passage.start(), run[0]);
            int to = Math.min(passage.end(), run[0] + run[2]);
            if (from < to) {
                add(pieces, chapter.xhtml(), new Piece(passage.id(), run[1] + from - run[0], run[1] + to - run[0]));
            }
        }
        return pieces;
    }

    /** Joins a piece to the one before where no tag lies between them, only what the text says otherwise, such as an entity. */
    private static void add(List<Piece> pieces, String xhtml, Piece piece) {
        if (!pieces.isEmpty() && xhtml.substring(pieces.getLast().to(), piece.from()).indexOf('<') < 0) {
            piece = new Piece(piece.id(), pieces.removeLast().from(), piece.to());
        }
        pieces.add(piece);
    }
}
