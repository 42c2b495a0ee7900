package dev.lectern.command.eventstore;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.log.RecordedEvent;
import java.util.Map;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** An event of the log, whose JSON is read when somebody first asks what it says: followers pass over most of what they are given. */
final class LoggedMessage implements Message<DomainEvent> {

    private static final long serialVersionUID = 1L;

    private final transient RecordedEvent event;
    private transient @Nullable DomainEvent payload;
    private transient @Nullable MetaData metadata;

    LoggedMessage(RecordedEvent event) {
        this.event = event;
    }

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
        var read = payload;
        if (read == null) {
            read = event.event();
            payload = read;
        }
        return read;
    }

    @Override
    @SuppressWarnings("unchecked")
    public MetaData getMetaData() {
        var read = metadata;
        if (read == null) {
            read = MetaData.from(LecternJson.MAPPER.readValue(event.metadata(), Map.class));
            metadata = read;
        }
        return read;
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
