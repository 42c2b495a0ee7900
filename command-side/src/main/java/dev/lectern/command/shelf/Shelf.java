package dev.lectern.command.shelf;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.shelf.ShelfCommand.AddBook;
import dev.lectern.command.shelf.ShelfCommand.CreateShelf;
import dev.lectern.command.shelf.ShelfCommand.DeleteShelf;
import dev.lectern.command.shelf.ShelfCommand.RemoveBook;
import dev.lectern.command.shelf.ShelfCommand.RenameShelf;
import dev.lectern.contracts.event.ShelfEvent;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** One owner's shelf: a name, and the books that stand on it. */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class Shelf {

    @AggregateIdentifier
    private UUID id;
    private UUID owner;
    private String name;
    private Set<UUID> books = new LinkedHashSet<>();
    private boolean deleted;

    /** For Axon, which then replays the shelf's events. */
    protected Shelf() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    ShelfOutcome create(CreateShelf command) {
        apply(new ShelfCreated(command.shelfId(), command.ownerId(), command.name(), command.at()));
        return ShelfOutcome.DONE;
    }

    @CommandHandler
    ShelfOutcome rename(RenameShelf command) {
        if (isNotOf(command)) {
            return ShelfOutcome.NO_SUCH_SHELF;
        }
        if (!command.name().equals(name)) {
            apply(new ShelfRenamed(id, owner, command.name(), command.at()));
        }
        return ShelfOutcome.DONE;
    }

    @CommandHandler
    ShelfOutcome delete(DeleteShelf command) {
        if (isNotOf(command)) {
            return ShelfOutcome.NO_SUCH_SHELF;
        }
        apply(new ShelfDeleted(id, owner, List.copyOf(books), command.at()));
        return ShelfOutcome.DONE;
    }

    @CommandHandler
    ShelfOutcome add(AddBook command) {
        if (isNotOf(command)) {
            return ShelfOutcome.NO_SUCH_SHELF;
        }
        if (!books.contains(command.bookId())) {
            apply(new BookAdded(id, owner, command.bookId(), command.at()));
        }
        return ShelfOutcome.DONE;
    }

    @CommandHandler
    ShelfOutcome remove(RemoveBook command) {
        if (isNotOf(command)) {
            return ShelfOutcome.NO_SUCH_SHELF;
        }
        if (books.contains(command.bookId())) {
            apply(new BookRemoved(id, owner, command.bookId(), command.at()));
        }
        return ShelfOutcome.DONE;
    }

    private boolean isNotOf(ShelfCommand command) {
        return deleted || !command.ownerId().equals(owner);
    }

    @EventSourcingHandler
    void on(ShelfEvent event) {
        switch (event) {
            case ShelfCreated e -> {
                id = e.shelfId();
                owner = e.ownerId();
                name = e.name();
            }
            case ShelfRenamed e -> name = e.name();
            case BookAdded e -> books.add(e.bookId());
            case BookRemoved e -> books.remove(e.bookId());
            case ShelfDeleted _ -> deleted = true;
        }
    }
}
