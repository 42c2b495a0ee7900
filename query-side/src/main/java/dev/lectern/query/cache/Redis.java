package dev.lectern.query.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis, which may be away, slow or full at any moment: then there is nothing in it, and no one is kept waiting. */
final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);

    private final RedisProperties properties;
    private final @Nullable RedisClient client;
    private final CircuitBreaker breaker;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

    Redis(RedisProperties properties) {
        this.properties = properties;
        client = properties.isOff() ? null : RedisClient.create(RedisURI.create(properties.url()));
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
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
        // in the background: the first reader need not wait, and health need not begin with a complaint
        connected();
    }

    /** The value, or {@code null} if there is none or Redis doesn't say in time. */
    byte @Nullable [] get(byte[] key) {
        var redis = connected();
        if (redis == null || !breaker.tryAcquirePermission()) {
            return null;
        }
        long started = System.nanoTime();
        try {
            var value = redis.async().get(key).get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS);
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return value;
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return null;
        } catch (Exception e) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
            return null;
        }
    }

    /** Keeps a value, if Redis takes it; nobody waits for that. */
    void put(byte[] key, byte[] value) {
        var redis = connected();
        if (redis == null || breaker.getState() == CircuitBreaker.State.OPEN) {
            return;
        }
        try {
            redis.async().set(key, value, SetArgs.Builder.px(properties.timeToLive()));
        } catch (RuntimeException e) {
            LOG.debug("not kept", e);
        }
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
        if (client != null && connecting.compareAndSet(false, true)) {
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
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
