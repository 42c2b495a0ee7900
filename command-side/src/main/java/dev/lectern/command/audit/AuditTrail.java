package dev.lectern.command.audit;

import dev.lectern.contracts.event.AuditEvent;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Tells the log what people did that no other event tells. */
@Component
public class AuditTrail {

    private final CommandGateway commands;

    AuditTrail(CommandGateway commands) {
        this.commands = commands;
    }

    /** Appends the event in the caller's transaction: what it tells of is done only if it is told. */
    public void record(AuditEvent event) {
        commands.sendAndWait(new RecordEntry(event.entryId(), event));
    }
}
