package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** A row that is written with a decision's events: both or neither. */
public interface Companion {

    /** The statement that inserts it, with parameters. A row that exists already makes the whole decision a conflict. */
    String insert();

    /**
     * Sets the statement's parameters, on any thread.
     *
     * @param appended where the last of the decision's events stands in the log; empty if there are none
     */
    void bind(PreparedStatement row, Optional<Position> appended) throws SQLException;
}
