package dev.lectern.command.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates that decisions were made with last, so that the next one need not read their streams.
 *
 * <p>An aggregate that another instance has overtaken would decide on what was. So a decision that takes one from here is held
 * against the end of its stream before it counts, whatever it came to. And one whose decision failed may be ahead of the log:
 * whoever works with an aggregate takes it out, and it comes back when the decision has committed.
 */
final class RecentAggregates implements Cache {

    private record Kept(Object aggregate, Decision.StreamEnd end) {
    }

    private final ConcurrentMap<String, Kept> aggregates;

    /** @param most how many are kept; 0 for none */
    RecentAggregates(long most) {
        aggregates = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).<String, Kept>build().asMap();
    }

    /** Only for a decision that may believe it; in a transaction aggregates come from the log. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K aggregateId) {
        var decision = Decision.believing();
        var kept = decision == null ? null : aggregates.remove(aggregateId.toString());
        if (decision == null || kept == null) {
            return null;
        }
        decision.restOn(aggregateId.toString(), kept.end().sequence());
        decision.reached(aggregateId.toString(), kept.end());
        ReachedPosition.report(kept.end().position());
        return (V) kept.aggregate();
    }

    /** Kept once the decision has committed. */
    @Override
    public void put(@Nullable Object aggregateId, Object aggregate) {
        var decision = Decision.current();
        // one to which nothing has ever happened has no id
        if (decision != null && aggregateId != null) {
            decision.aggregates().put(aggregateId.toString(), aggregate);
        }
    }

    @Override
    public boolean putIfAbsent(Object aggregateId, Object aggregate) {
        throw new UnsupportedOperationException("repositories put what they have saved");
    }

    @Override
    public boolean remove(@Nullable Object aggregateId) {
        var decision = Decision.current();
        return decision != null && aggregateId != null && decision.aggregates().remove(aggregateId.toString()) != null;
    }

    @Override
    public boolean containsKey(Object aggregateId) {
        return aggregates.containsKey(aggregateId.toString());
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }

    /** The decision has committed. */
    void keepFrom(Decision decision) {
        decision.aggregates().forEach((aggregateId, aggregate) ->
                decision.end(aggregateId).ifPresent(end -> aggregates.put(aggregateId, new Kept(aggregate, end))));
    }
}
