package dev.lectern.nlp.text;

import java.util.BitSet;

/** Which characters of a paragraph are within quotation marks: “…”, "…", or ‘…’ where a book uses only those. */
final class Speech {

    private final String paragraph;
    private final BitSet spoken = new BitSet();
    private boolean closed = true;

    private Speech(String paragraph) {
        this.paragraph = paragraph;
    }

    static Speech of(String paragraph) {
        var speech = new Speech(paragraph);
        if (paragraph.indexOf('“') >= 0) {
            speech.mark('“', '”');
        } else if (paragraph.indexOf('"') >= 0) {
            speech.mark('"', '"');
        } else if (paragraph.startsWith("‘")) {
            speech.mark('‘', '’');
        }
        return speech;
    }

    private void mark(char opening, char closing) {
        int open = -1;
        for (int i = 0; i < paragraph.length(); i++) {
            char c = paragraph.charAt(i);
            if (open < 0 && c == opening) {
                open = i;
            } else if (open >= 0 && c == closing && !isApostrophe(i)) {
                spoken.set(open, i + 1);
                open = -1;
            }
        }
        if (open >= 0) {
            spoken.set(open, paragraph.length());
            closed = false;
        }
    }

    private boolean isApostrophe(int i) {
        return paragraph.charAt(i) == '’' && i + 1 < paragraph.length() && Character.isLetter(paragraph.charAt(i + 1));
    }

    boolean covers(int offset) {
        return spoken.get(offset);
    }

    /** Whether all of the paragraph is one quotation, at least so long or going on in the next paragraph. */
    boolean isOneQuotationOf(int words) {
        return spoken.get(0) && spoken.nextClearBit(0) >= paragraph.stripTrailing().length()
                && (!closed || paragraph.split("\\s+").length >= words);
    }
}
