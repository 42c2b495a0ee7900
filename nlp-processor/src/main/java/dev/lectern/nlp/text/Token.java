package dev.lectern.nlp.text;

/**
 * A word or a mark of punctuation.
 *
 * @param text   as the tokeniser normalised it for the tagger
 * @param lower  in lower case
 * @param start  offset into the text, UTF-16 code units
 * @param end    exclusive
 * @param spoken whether it is within quotation marks
 */
public record Token(String text, String lower, int start, int end, boolean spoken) {

    public boolean isWord() {
        return Character.isLetter(text.charAt(0));
    }

    public boolean isCapitalised() {
        return Character.isUpperCase(text.charAt(0));
    }
}
