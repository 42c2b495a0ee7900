package dev.lectern.command.book;

import dev.lectern.command.limits.Quotas;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Whenever a reader is erased, nothing is kept for their books any more: which files they were, how large, and the files that nobody
 * else's book needs. Not in the transaction that erases them, because a file that was taken away can't be put back.
 */
@Component
@ProcessingGroup("import")
class ErasedOwners {

    private final Quotas quotas;
    private final KeptFiles files;

    ErasedOwners(Quotas quotas, KeptFiles files) {
        this.quotas = quotas;
        this.files = files;
    }

    @EventHandler
    void on(ReaderErased event) {
        quotas.lock(event.readerId());
        files.releaseAllOf(event.readerId());
        quotas.forget(event.readerId());
    }
}
