package dev.lectern.query.cache;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.query.cache.StoredKeys.AwayException;
import dev.lectern.query.projection.DecodedEvent;
import dev.lectern.query.projection.LogObserver;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes the finished answers of a reader who was erased. Nobody can ask for them any more; this is so that they don't lie
 * in Redis for the rest of their time, which ends them if Redis can't be reached now.
 */
@Component
class ErasedReaders implements LogObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ErasedReaders.class);

    private final StoredKeys keys;
    private final LocalCopies local;
    private final RecentReaders recent;

    ErasedReaders(StoredKeys keys, LocalCopies local, RecentReaders recent) {
        this.keys = keys;
        this.local = local;
        this.recent = recent;
    }

    @Override
    public void observingFrom(Position start) {
        // what was erased before has been removed before
    }

    @Override
    public void seen(List<DecodedEvent> events) {
        for (var event : events) {
            if (event.isReadable() && event.event() instanceof ReaderErased erased) {
                Thread.ofVirtual().start(() -> remove(erased.readerId()));
            }
        }
    }

    private void remove(UUID reader) {
        try {
            local.removeOf(reader);
            recent.forget(reader);
            keys.remove("*:*:" + reader + ":*");
        } catch (AwayException e) {
            LOG.debug("an erased reader's answers run out by themselves", e);
        }
    }
}
