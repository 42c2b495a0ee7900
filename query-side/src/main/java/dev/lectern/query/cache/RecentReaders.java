package dev.lectern.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who asked last, kept in Redis: an instance that starts knows whose library will be asked for. */
@Component
public class RecentReaders {

    private static final String KEY = StoredKeys.PREFIX + "recent";
    private static final int MOST = 1_000;
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    private final Redis redis;
    private final Clock clock;
    /** Who was noted just now: two commands for each request would cost more than the answer. */
    private final Cache<UUID, Boolean> noted = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(OFTEN_ENOUGH).build();

    RecentReaders(Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public void asked(UUID reader) {
        if (noted.asMap().putIfAbsent(reader, true) == null) {
            redis.rank(KEY, reader.toString(), clock.millis(), MOST);
        }
    }

    void forget(UUID reader) {
        noted.invalidate(reader);
        redis.unrank(KEY, reader.toString());
    }

    /** The latest first. */
    List<UUID> latest(int limit) {
        return redis.highest(KEY, limit).stream().map(UUID::fromString).toList();
    }
}
