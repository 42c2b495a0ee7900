package dev.lectern.command.eventstore;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.log.RecordedEvent;
import java.util.Map;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;

/** An event of the log, whose JSON is read when somebody asks what it says: followers pass over most of what they are given. */
record LoggedMessage(RecordedEvent event) implements Message<DomainEvent> {

    @Override
    public String getIdentifier() {
        return event.id().toString();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<DomainEvent> getPayloadType() {
        return (Class<DomainEvent>) EventTypes.typeOf(event.stored());
    }

    @Override
    public DomainEvent getPayload() {
        return event.event();
    }

    @Override
    @SuppressWarnings("unchecked")
    public MetaData getMetaData() {
        return MetaData.from(LecternJson.MAPPER.readValue(event.metadata(), Map.class));
    }

    @Override
    public Message<DomainEvent> withMetaData(Map<String, ?> metaData) {
        return new GenericMessage<>(getIdentifier(), getPayloadType(), getPayload(), metaData);
    }

    @Override
    public Message<DomainEvent> andMetaData(Map<String, ?> metaData) {
        return withMetaData(getMetaData().mergedWith(metaData));
    }
}
