package dev.lectern.command.book;

/** Why a book doesn't do what a person asked of it. */
public enum BookRefusal {
    /** Also said of somebody else's book. */
    NO_SUCH_BOOK,
    STILL_IMPORTING,
    IMPORT_FAILED,
    RESTORE_PERIOD_OVER
}
