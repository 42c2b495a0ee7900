package dev.lectern.command.account;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A reader wants to be forgotten. */
record EraseReader(@TargetAggregateIdentifier UUID readerId, Instant at) {
}
