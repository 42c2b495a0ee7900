package dev.lectern.command.epub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was missing or mended, each sentence once and not without end. */
final class Warnings {

    private final Set<String> sentences = new LinkedHashSet<>();
    private final int limit;
    private int more;

    Warnings(int limit) {
        this.limit = limit;
    }

    void add(String sentence) {
        if (sentences.contains(sentence)) {
            return;
        }
        if (sentences.size() < limit) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    List<String> sentences() {
        return more == 0 ? List.copyOf(sentences)
                : Stream.concat(sentences.stream(), Stream.of("… and %,d more.".formatted(more))).toList();
    }
}
