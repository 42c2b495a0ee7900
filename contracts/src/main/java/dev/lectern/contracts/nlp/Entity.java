package dev.lectern.contracts.nlp;

/**
 * Somebody or something that a passage names.
 *
 * @param kind {@code person}, {@code place}, {@code organization}, {@code thing}
 */
public record Entity(String text, String kind) {
}
