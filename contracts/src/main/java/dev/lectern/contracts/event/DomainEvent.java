package dev.lectern.contracts.event;

/** Something that happened, in the past tense, for good. Each is a record with an {@link EventType}. */
public sealed interface DomainEvent
        permits AnalysisEvent, AnnotationEvent, AuditEvent, BookEvent, ReaderEvent, ReadingEvent, ShelfEvent {
}
