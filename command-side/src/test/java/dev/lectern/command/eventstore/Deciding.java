package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Decisions as tests want them. */
final class Deciding {

    private Deciding() {
    }

    /** To append so many events to a stream that is taken to have {@code from} of them. */
    static Decision toAppend(String aggregate, long from, int count) {
        var decision = new Decision(false);
        decision.append(LongStream.range(from, from + count).mapToObj(sequence -> new GenericDomainEventMessage<>("Test", aggregate, sequence,
                new BookDeleted(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH))).toList());
        return decision;
    }

    /** To append nothing, because a stream is taken to have so many events. */
    static Decision toAppendNothing(String aggregate, long events) {
        var decision = new Decision(true);
        decision.restOn(aggregate, events - 1);
        return decision;
    }

    /** A row of the table {@code companion (name, position)}. */
    static Companion companion(String name) {
        return new Companion() {
            @Override
            public String insert() {
                return "INSERT INTO companion (name, position) VALUES (?, ?)";
            }

            @Override
            public void bind(PreparedStatement row, Optional<Position> appended) throws SQLException {
                row.setString(1, name);
                row.setString(2, appended.map(Position::toString).orElse(null));
            }
        };
    }
}
