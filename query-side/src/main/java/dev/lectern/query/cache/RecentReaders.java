package dev.lectern.query.cache;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who asked last, kept in Redis: an instance that starts knows whose library will be asked for. */
@Component
public class RecentReaders {

    private static final String KEY = StoredKeys.PREFIX + "recent";
    private static final int MOST = 1_000;

    private final Redis redis;
    private final Clock clock;

    RecentReaders(Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public void asked(UUID reader) {
        redis.rank(KEY, reader.toString(), clock.millis(), MOST);
    }

    void forget(UUID reader) {
        redis.unrank(KEY, reader.toString());
    }

    /** The latest first. */
    List<UUID> latest(int limit) {
        return redis.highest(KEY, limit).stream().map(UUID::fromString).toList();
    }
}
