package dev.lectern.command.annotation;

/** What an annotation answers to what a person asked of it. */
enum AnnotationOutcome {
    DONE,
    /** Also said of somebody else's annotation, and of one in another book. */
    NO_SUCH_ANNOTATION,
    NOTE_WITHOUT_WORDS
}
