package dev.lectern.command.audit;

import dev.lectern.contracts.event.AuditEvent;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Something is to be said of somebody. */
record RecordEntry(@TargetAggregateIdentifier UUID entryId, AuditEvent event) {
}
