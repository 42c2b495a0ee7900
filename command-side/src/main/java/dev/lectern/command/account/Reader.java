package dev.lectern.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** A reader, of whom the log says no more than that they were erased. */
@Aggregate
@NullUnmarked
class Reader {

    @AggregateIdentifier
    private UUID id;

    /** For Axon, which then replays the reader's events. */
    protected Reader() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void erase(EraseReader command) {
        if (id == null) {
            apply(new ReaderErased(command.readerId(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(ReaderErased event) {
        id = event.readerId();
    }
}
