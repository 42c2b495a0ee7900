package dev.lectern.command.eventstore;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.json.LecternJson;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** An event as it is appended. */
record EventRow(String id, String aggregateType, String aggregateId, long sequence, EventTypes.Stored stored, String metadata,
                String recordedAt) {

    static EventRow of(EventMessage<?> event) {
        var domainEvent = (DomainEventMessage<?>) event;
        return new EventRow(event.getIdentifier(), domainEvent.getType(), domainEvent.getAggregateIdentifier(),
                domainEvent.getSequenceNumber(), EventTypes.write((DomainEvent) event.getPayload()),
                LecternJson.MAPPER.writeValueAsString(event.getMetaData()), event.getTimestamp().toString());
    }

    @Override
    public String toString() {
        return aggregateType + " " + aggregateId + " at " + sequence;
    }
}
