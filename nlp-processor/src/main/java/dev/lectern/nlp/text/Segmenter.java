package dev.lectern.nlp.text;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.CoreLabelTokenFactory;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into paragraphs, sentences and tokens. Offsets are into the text that was given. */
public final class Segmenter {

    /** A line this long that doesn't end a sentence was wrapped, in characters. */
    private static final int WRAPPED_LINE = 40;
    /** A paragraph that is one quotation of so many words is a told story rather than a remark. */
    private static final int STORY_WORDS = 60;
    private static final String OPTIONS = "quotes=ascii,ptb3Escaping=false,untokenizable=noneDelete,splitHyphenated=false";

    private final WordToSentenceProcessor<CoreLabel> sentences = new WordToSentenceProcessor<>();

    public List<Paragraph> paragraphs(String text) {
        var paragraphs = new ArrayList<Paragraph>();
        int start = 0;
        for (int line = 0; line <= text.length(); ) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            if (end == text.length() || !isWrapped(text, line, end)) {
                addParagraph(text, start, end, paragraphs);
                start = end + 1;
            }
            line = end + 1;
        }
        return paragraphs;
    }

    private static boolean isWrapped(String text, int start, int end) {
        if (end == start || end + 1 >= text.length() || text.charAt(end + 1) == '\n') {
            return false;
        }
        if (Character.isLowerCase(text.charAt(end + 1))) {
            return true;
        }
        return end - start >= WRAPPED_LINE && ".!?:;\"”’)—*".indexOf(text.charAt(end - 1)) < 0 && text.charAt(end - 1) != '\r';
    }

    private void addParagraph(String text, int start, int end, List<Paragraph> to) {
        String paragraph = text.substring(start, end);
        if (paragraph.isBlank()) {
            return;
        }
        var labels = new PTBTokenizer<>(new StringReader(paragraph), new CoreLabelTokenFactory(), OPTIONS).tokenize();
        var speech = Speech.of(paragraph);
        var cut = new ArrayList<Sentence>();
        for (List<CoreLabel> labelled : sentences.process(labels)) {
            var tokens = new ArrayList<Token>(labelled.size());
            for (CoreLabel label : labelled) {
                int from = label.beginPosition();
                if (label.endPosition() > from && !label.word().isEmpty()) {
                    tokens.add(new Token(label.word(), label.word().toLowerCase(Locale.ROOT), start + from,
                            start + label.endPosition(), speech.covers(from)));
                }
            }
            append(tokens, cut);
        }
        if (!cut.isEmpty()) {
            to.add(new Paragraph(List.copyOf(cut), speech.isOneQuotationOf(STORY_WORDS)));
        }
    }

    /** “Stop!” he cried. – is one sentence: what begins in lower case or with a dash goes on with the one before. */
    private static void append(List<Token> tokens, List<Sentence> to) {
        if (tokens.isEmpty()) {
            return;
        }
        if (!to.isEmpty() && Character.isLowerCase(tokens.getFirst().text().charAt(0))) {
            var joined = new ArrayList<>(to.removeLast().tokens());
            joined.addAll(tokens);
            to.add(new Sentence(List.copyOf(joined)));
        } else {
            to.add(new Sentence(List.copyOf(tokens)));
        }
    }
}
