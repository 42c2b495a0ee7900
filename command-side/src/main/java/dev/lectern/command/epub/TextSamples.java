package dev.lectern.command.epub;

import java.util.ArrayList;
import java.util.List;

/** Passages from all over the book, to know its language by. */
final class TextSamples {

    private static final int LENGTH = 1_000;
    private static final int APART = 20_000;
    private static final int PER_CHAPTER = 4;
    private static final int IN_ALL = 48;

    private final List<String> samples = new ArrayList<>();

    /** From the middle of the chapter outwards: beginnings and ends are titles and licences. */
    void add(String text) {
        int wanted = Math.min(PER_CHAPTER, 1 + text.length() / APART);
        for (int i = 0; i < wanted && samples.size() < IN_ALL; i++) {
            int middle = (int) ((2L * i + 1) * text.length() / (2L * wanted));
            int start = Math.max(0, middle - LENGTH / 2);
            samples.add(text.substring(start, Math.min(text.length(), start + LENGTH)));
        }
    }

    List<String> samples() {
        return samples;
    }
}
