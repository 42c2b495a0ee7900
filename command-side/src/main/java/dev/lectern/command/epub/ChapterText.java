package dev.lectern.command.epub;

import dev.lectern.command.epub.AllowedMarkup.Separation;
import java.util.Arrays;

/**
 * Writes a chapter's XHTML and its plain text side by side, and notes which stretches of the text stand where in the XHTML.
 *
 * <p>In the text, white space is one space, lines end in one newline and paragraphs in two; soft hyphens and their like are
 * left out. In the XHTML the author's white space stays, as style sheets may show it.
 */
final class ChapterText {

    private final StringBuilder xhtml = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int[] runs = new int[96];
    private int runCount;
    private Separation pending = Separation.NONE;
    private int pendingSpace = -1;

    /** Markup that is no text: tags. */
    void markup(String tag) {
        xhtml.append(tag);
    }

    /** What follows is apart from what came before. */
    void separate(Separation separation) {
        if (separation.compareTo(pending) > 0) {
            pending = separation;
        }
    }

    /**
     * Characters of the book.
     *
     * @param readable     false for what is shown but is no text, such as ruby annotations
     * @param preformatted newlines end lines
     */
    void characters(String characters, boolean readable, boolean preformatted) {
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < characters.length()
                    && Character.isLowSurrogate(characters.charAt(i + 1))) {
                int at = xhtml.length();
                xhtml.append(c).append(characters.charAt(++i));
                if (readable) {
                    letter(at, 2);
                }
            } else if (isXmlCharacter(c)) {
                character(c, readable, preformatted);
            }
        }
    }

    private void character(char c, boolean readable, boolean preformatted) {
        int at = xhtml.length();
        switch (c) {
            case '&' -> xhtml.append("&amp;");
            case '<' -> xhtml.append("&lt;");
            case '>' -> xhtml.append("&gt;");
            default -> xhtml.append(c);
        }
        if (!readable) {
            return;
        }
        if (Prose.isSpace(c)) {
            separate(preformatted && c == '\n' ? Separation.LINE : Separation.SPACE);
            pendingSpace = c == ' ' ? at : pendingSpace;
        } else if (!Prose.isInvisible(c)) {
            if (xhtml.length() == at + 1) {
                letter(at, 1);
            } else {
                flush();
                text.append(c);
            }
        }
    }

    /** A letter that stands in the XHTML as it stands in the text. */
    private void letter(int at, int length) {
        flush();
        map(text.length(), at, length);
        text.append(xhtml, at, at + length);
    }

    private void flush() {
        if (!text.isEmpty()) {
            switch (pending) {
                case NONE -> { }
                case SPACE -> {
                    if (pendingSpace >= 0) {
                        map(text.length(), pendingSpace, 1);
                    }
                    text.append(' ');
                }
                case LINE -> text.append('\n');
                case PARAGRAPH -> text.append("\n\n");
            }
        }
        pending = Separation.NONE;
        pendingSpace = -1;
    }

    private void map(int textOffset, int xhtmlOffset, int length) {
        int last = runCount - 3;
        if (last >= 0 && runs[last] + runs[last + 2] == textOffset && runs[last + 1] + runs[last + 2] == xhtmlOffset) {
            runs[last + 2] += length;
            return;
        }
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[runCount++] = textOffset;
        runs[runCount++] = xhtmlOffset;
        runs[runCount++] = length;
    }

    private static boolean isXmlCharacter(char c) {
        return c >= 0x20 && c != 0x7f && !Character.isSurrogate(c) && c < 0xfffe || c == '\t' || c == '\n' || c == '\r';
    }

    /** An attribute's or a text's characters, escaped for XML. */
    static String escaped(String raw) {
        var escaped = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                default -> {
                    if (c > 0xffff || isXmlCharacter((char) c)) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Roughly the memory that this takes: what is written, as it grows and as it is handed out, its runs, and all of it as JSON. */
    long bytes() {
        return 6L * (xhtml.length() + text.length()) + 16L * runCount + 4L * runs.length;
    }

    String xhtml() {
        return xhtml.toString();
    }

    String text() {
        return text.toString();
    }

    /** Triples of text offset, XHTML offset and length, in order. */
    int[] runs() {
        return Arrays.copyOf(runs, runCount);
    }
}
