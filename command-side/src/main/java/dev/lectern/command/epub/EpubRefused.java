package dev.lectern.command.epub;

import java.util.Locale;

/** A file that is not taken in as a book. The message is a sentence for the person who uploaded it. */
public final class EpubRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, for programs. The names are stable: {@link #code()} is part of events and answers. */
    public enum Reason {
        /** Something else than an EPUB. */
        NOT_AN_EPUB,
        /** An EPUB that is damaged, or lacks what makes it a book. */
        UNREADABLE,
        /** Beyond a limit of {@link EpubLimits}, or the memory of its {@link ReadingBudget}. */
        TOO_LARGE,
        /** Beyond the time of its {@link ReadingBudget}. */
        TOO_SLOW,
        /** Encrypted: DRM or a password. */
        PROTECTED,
        /** Made to harm: its archive lies about itself or points outside. */
        HOSTILE
    }

    private final Reason reason;

    EpubRefused(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The reason in kebab case, such as {@code not-an-epub}. */
    public String code() {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    static EpubRefused notAnEpub(String sentence) {
        return new EpubRefused(Reason.NOT_AN_EPUB, sentence);
    }

    static EpubRefused unreadable(String sentence) {
        return new EpubRefused(Reason.UNREADABLE, sentence);
    }

    static EpubRefused tooLarge(String sentence) {
        return new EpubRefused(Reason.TOO_LARGE, sentence);
    }

    /** What is left to say when the memory ended before the budget did. */
    public static EpubRefused beyondMemory() {
        return tooLarge("This book is too large or too deeply nested to be read.");
    }

    static EpubRefused tooSlow(String sentence) {
        return new EpubRefused(Reason.TOO_SLOW, sentence);
    }

    static EpubRefused hostile(String sentence) {
        return new EpubRefused(Reason.HOSTILE, sentence);
    }

    static EpubRefused isProtected(String sentence) {
        return new EpubRefused(Reason.PROTECTED, sentence);
    }
}
