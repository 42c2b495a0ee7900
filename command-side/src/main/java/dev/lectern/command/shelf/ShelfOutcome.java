package dev.lectern.command.shelf;

/** What a shelf answers to what a person asked of it. */
enum ShelfOutcome {
    DONE,
    /** Also said of somebody else's shelf. */
    NO_SUCH_SHELF
}
