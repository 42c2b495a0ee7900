package dev.lectern.command.epub;

/** What counts as a word, as white space, and as fit to show: text as people see it. */
final class Prose {

    private static final int SHOWN_IN_SENTENCES = 80;

    private Prose() {
    }

    /** One line of what a person may see: white space collapsed, controls and bidirectional overrides gone, cut with an ellipsis. */
    static String clean(String raw, int characters) {
        var clean = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                space = !clean.isEmpty();
            } else if (isShown(c)) {
                if (clean.length() + Character.charCount(c) + (space ? 1 : 0) > characters) {
                    return clean.append('…').toString();
                }
                if (space) {
                    clean.append(' ');
                    space = false;
                }
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    /** Of a name that a file chose, for a sentence that a person reads. */
    static String shorten(String raw) {
        return clean(raw, SHOWN_IN_SENTENCES);
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** Format characters that are no part of a word: soft hyphens, joiners of words, byte order marks, direction marks. */
    static boolean isInvisible(int c) {
        return c == 0x00ad || c == 0x200b || c == 0x2060 || c == 0xfeff || isDirection(c);
    }

    private static boolean isDirection(int c) {
        return c == 0x061c || c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> !isInvisible(c);
            default -> true;
        };
    }

    /** Tokens between white space that have a letter or a digit. */
    static int words(CharSequence text) {
        int words = 0;
        boolean counted = false;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                counted = false;
            } else if (!counted && isLetterOrNumber(c)) {
                words++;
                counted = true;
            }
        }
        return words;
    }

    private static boolean isLetterOrNumber(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER || Character.getType(c) == Character.OTHER_NUMBER;
    }
}
