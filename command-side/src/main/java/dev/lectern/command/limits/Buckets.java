package dev.lectern.command.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Token buckets: in Redis, where all instances take from the same, and in memory without Redis or while it is away. Then
 * each instance begins with full buckets of its own, so for a while more is let through, but never everything.
 */
@Component
class Buckets implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Buckets.class);
    /** After a failure Redis is left alone for that long, so that not every request waits for it. */
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);
    private static final Duration CONNECTING = Duration.ofSeconds(1);
    /** A bucket that nobody took from for a day is full, for every rate that makes sense. */
    private static final Duration UNUSED = Duration.ofDays(1);
    private static final int IN_MEMORY = 100_000;

    private final LimitProperties.Redis redis;
    private final Clock clock;
    private final @Nullable RedisClient client;
    private final Cache<String, Bucket> inMemory = Caffeine.newBuilder().maximumSize(IN_MEMORY).expireAfterAccess(UNUSED).build();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable ProxyManager<byte[]> shared;
    private volatile Instant awayUntil = Instant.MIN;
    private volatile boolean away;

    Buckets(LimitProperties.Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
        this.client = redis.isOff() ? null : RedisClient.create(RedisURI.create(redis.url()));
        if (client != null) {
            client.setOptions(ClientOptions.builder()
                    .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                    .socketOptions(SocketOptions.builder().connectTimeout(CONNECTING).build())
                    .timeoutOptions(TimeoutOptions.enabled(redis.timeout()))
                    .build());
        }
    }

    /** @return zero if there was one to take, or after which time there will be */
    Duration take(String key, BucketConfiguration configuration) {
        var probe = with(key, configuration, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    /** What was taken should not have been. */
    void giveBack(String key, BucketConfiguration configuration) {
        with(key, configuration, bucket -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    private <T> T with(String key, BucketConfiguration configuration, Function<Bucket, T> use) {
        var done = withShared(key, configuration, use);
        return done != null ? done : use.apply(inMemory.get(key, _ -> localBucket(configuration)));
    }

    private static Bucket localBucket(BucketConfiguration configuration) {
        var bucket = Bucket.builder();
        for (var bandwidth : configuration.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }

    /** Null if Redis is not there. */
    private <T> @Nullable T withShared(String key, BucketConfiguration configuration, Function<Bucket, T> use) {
        if (client == null || clock.instant().isBefore(awayUntil)) {
            return null;
        }
        try {
            var buckets = connected(client);
            if (buckets == null) {
                return null;
            }
            var done = use.apply(buckets.builder().build(key.getBytes(StandardCharsets.UTF_8), () -> configuration));
            away = false;
            return done;
        } catch (RuntimeException e) {
            awayUntil = clock.instant().plus(AWAY_FOR);
            if (!away) {
                log.warn("limits are counted by each instance for itself while Redis is away: {}", e.toString());
            }
            away = true;
            return null;
        }
    }

    /** Null while another request connects. */
    private @Nullable ProxyManager<byte[]> connected(RedisClient client) {
        var current = shared;
        if (current == null && connecting.tryLock()) {
            try {
                current = shared;
                if (current == null) {
                    current = Bucket4jLettuce.casBasedBuilder(client).requestTimeout(redis.timeout())
                            .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(UNUSED)).build();
                    shared = current;
                }
            } finally {
                connecting.unlock();
            }
        }
        return current;
    }

    @Override
    public void destroy() {
        if (client != null) {
            client.shutdown(Duration.ZERO, CONNECTING);
        }
    }
}
