package dev.lectern.command.book;

/** What became of an upload. */
public enum UploadOutcome {
    /** The book is new, or its last import failed and is tried again. */
    IMPORTING,
    /** The owner has this very file already. */
    EXISTING
}
