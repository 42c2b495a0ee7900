package dev.lectern.nlp.text;

import java.util.List;

/**
 * A whole sentence with its closing punctuation and quotation marks.
 *
 * @param tokens at least one
 */
public record Sentence(List<Token> tokens) {

    /** Offset into the text, UTF-16 code units. */
    public int start() {
        return tokens.getFirst().start();
    }

    /** Exclusive. */
    public int end() {
        return tokens.getLast().end();
    }

    /** The share of its words that are within quotation marks, 0..1. */
    public double spokenShare() {
        long words = tokens.stream().filter(Token::isWord).count();
        long spoken = tokens.stream().filter(token -> token.isWord() && token.spoken()).count();
        return words == 0 ? 1 : (double) spoken / words;
    }
}
