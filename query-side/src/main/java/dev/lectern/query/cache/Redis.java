package dev.lectern.query.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis, which may be away, slow or full at any moment: then there is nothing in it, and no one is kept waiting. */
final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);

    private final RedisProperties properties;
    private final @Nullable ClientResources resources;
    private final @Nullable RedisClient client;
    private final CircuitBreaker breaker;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile boolean closed;

    Redis(RedisProperties properties) {
        this.properties = properties;
        // unless told otherwise it waits longer and longer, up to half a minute, for one that was away several times
        resources = properties.isOff() ? null : ClientResources.builder().reconnectDelay(Delay.constant(AWAY_FOR)).build();
        client = resources == null ? null : RedisClient.create(resources, RedisURI.create(properties.url()));
        if (client != null) {
            client.setOptions(ClientOptions.builder()
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .socketOptions(SocketOptions.builder().connectTimeout(AWAY_FOR).build())
                    .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                    .requestQueueSize(10_000)
                    .build());
        }
        breaker = CircuitBreaker.of("redis", CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .waitDurationInOpenState(AWAY_FOR)
                // while it is open nobody asks, so nobody's asking could half open it
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
        // in the background: the first reader need not wait, and health need not begin with a complaint
        connected();
    }

    /** The value, or {@code null} if there is none or Redis doesn't say in time. */
    byte @Nullable [] get(String key) {
        return asked(redis -> redis.get(bytes(key))).orElse(null);
    }

    private <T> Optional<T> asked(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> question) {
        var redis = connected();
        if (redis == null || !breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long started = System.nanoTime();
        try {
            var value = question.apply(redis.async()).get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS);
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return Optional.ofNullable(value);
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
            return Optional.empty();
        }
    }

    /** Keeps a value for a while, if Redis takes it; nobody waits for that. */
    void put(String key, byte[] value, Duration timeToLive) {
        told(redis -> redis.set(bytes(key), value, SetArgs.Builder.px(timeToLive)));
    }

    /** Ranks a member of a set by a score, and keeps only so many of the highest; nobody waits for that. */
    void rank(String set, String member, double score, int most) {
        told(redis -> {
            redis.zadd(bytes(set), score, bytes(member));
            redis.zremrangebyrank(bytes(set), 0, -most - 1L);
        });
    }

    void unrank(String set, String member) {
        told(redis -> redis.zrem(bytes(set), bytes(member)));
    }

    /** The members of the highest scores, the highest first; none if Redis doesn't say in time. */
    List<String> highest(String set, int limit) {
        return limit == 0 ? List.of() : asked(redis -> redis.zrevrange(bytes(set), 0, limit - 1L)).orElse(List.of()).stream()
                .map(member -> new String(member, StandardCharsets.UTF_8)).toList();
    }

    private void told(Consumer<RedisAsyncCommands<byte[], byte[]>> command) {
        var redis = connected();
        if (redis == null || breaker.getState() == CircuitBreaker.State.OPEN) {
            return;
        }
        try {
            command.accept(redis.async());
        } catch (RuntimeException e) {
            LOG.debug("not kept", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For those who wait for Redis as long as they like. */
    Optional<RedisAsyncCommands<byte[], byte[]>> commands() {
        return Optional.ofNullable(connected()).map(StatefulRedisConnection::async);
    }

    boolean isThere() {
        return connected() != null && breaker.getState() != CircuitBreaker.State.OPEN;
    }

    boolean isOff() {
        return client == null;
    }

    /** @throws Exception if Redis doesn't answer in time */
    void ping() throws Exception {
        var redis = connected();
        if (redis == null) {
            throw new IllegalStateException("not connected");
        }
        redis.async().ping().get(properties.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    /** The connection, or {@code null} while it is being made: the first use starts that, and lettuce keeps it up. */
    private @Nullable StatefulRedisConnection<byte[], byte[]> connected() {
        var present = connection;
        if (present != null) {
            return present.isOpen() ? present : null;
        }
        if (client != null && !closed && connecting.compareAndSet(false, true)) {
            client.connectAsync(ByteArrayCodec.INSTANCE, RedisURI.create(properties.url())).whenComplete((made, failure) -> {
                if (made != null) {
                    connection = made;
                } else {
                    LOG.info("Redis is away: answers are made without it");
                    Thread.ofVirtual().start(this::tryAgainLater);
                }
            });
        }
        return null;
    }

    private void tryAgainLater() {
        try {
            Thread.sleep(AWAY_FOR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connecting.set(false);
    }

    @Override
    public void close() {
        closed = true;
        if (client != null && resources != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            resources.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }
}
