package dev.lectern.command.messaging;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Sends commands for work that no HTTP request waits for. */
@Component
public class Commands {

    private final CommandGateway gateway;
    private final ConflictRetry conflicts;

    Commands(CommandGateway gateway, ConflictRetry conflicts) {
        this.gateway = gateway;
        this.conflicts = conflicts;
    }

    /** Sends a command, outside transactions; committed when it returns. */
    public <R> R send(Object command) {
        return conflicts.deciding(_ -> gateway.sendAndWait(command));
    }
}
