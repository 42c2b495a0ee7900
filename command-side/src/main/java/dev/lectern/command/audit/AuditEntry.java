package dev.lectern.command.audit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.contracts.event.AuditEvent;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** An entry of the audit log, said once and for good. There is nothing to decide about it, and nothing that it is loaded for. */
@Aggregate
@NullUnmarked
class AuditEntry {

    @AggregateIdentifier
    private UUID id;

    /** For Axon. */
    protected AuditEntry() {
    }

    @CommandHandler
    AuditEntry(RecordEntry command) {
        apply(command.event());
    }

    @EventSourcingHandler
    void on(AuditEvent event) {
        id = event.entryId();
    }
}
