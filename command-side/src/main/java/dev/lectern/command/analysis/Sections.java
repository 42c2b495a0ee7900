package dev.lectern.command.analysis;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.AnalyseChapter;
import java.util.ArrayList;
import java.util.List;

/** Cuts a chapter into what one message may carry. */
final class Sections {

    /** Far below Kafka's limit of a megabyte for a message, also for scripts of three bytes a character. */
    static final int MAX_CHARACTERS = 120_000;

    private Sections() {
    }

    /** Cuts a text at the ends of paragraphs, so that no passage is cut. */
    static List<AnalyseChapter> of(ContentHash hash, String extractor, String language, String text) {
        var starts = new ArrayList<Integer>(List.of(0));
        while (text.length() - starts.getLast() > MAX_CHARACTERS) {
            int end = starts.getLast() + MAX_CHARACTERS;
            int paragraph = text.lastIndexOf('\n', end - 1);
            int blank = text.lastIndexOf(' ', end - 1);
            int cut = paragraph > starts.getLast() ? paragraph + 1 : blank > starts.getLast() ? blank + 1 : end;
            starts.add(Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut);
        }
        starts.add(text.length());
        var sections = new ArrayList<AnalyseChapter>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            sections.add(new AnalyseChapter(hash, extractor, language, i + 1, starts.size() - 1, starts.get(i),
                    text.substring(starts.get(i), starts.get(i + 1))));
        }
        return sections;
    }
}
