package dev.lectern.query.cache;

import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** What Redis holds, for administrators: counted and removed a part at a time, so that Redis goes on answering readers. */
@Component
class StoredKeys {

    static final String PREFIX = "lectern:";

    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Redis doesn't answer. */
    static final class AwayException extends Exception {
        AwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Redis redis;

    StoredKeys(Redis redis) {
        this.redis = redis;
    }

    long count() throws AwayException {
        return now(commands().dbsize());
    }

    /** Bytes that Redis has taken for its data. */
    long memory() throws AwayException {
        return now(commands().info("memory")).lines().filter(line -> line.startsWith("used_memory:")).findFirst()
                .map(line -> Long.parseLong(line.substring("used_memory:".length()).strip())).orElse(0L);
    }

    /**
     * Removes the keys after {@link #PREFIX} that a pattern matches.
     *
     * @param pattern Redis's: {@code *}, {@code ?}, {@code [a-z]}
     * @return how many
     */
    long remove(String pattern) throws AwayException {
        var match = KeyScanArgs.Builder.limit(AT_ONCE).match((PREFIX + pattern).getBytes(StandardCharsets.UTF_8));
        long removed = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<byte[]> found = now(commands().scan(cursor, match));
            if (!found.getKeys().isEmpty()) {
                removed += now(commands().unlink(found.getKeys().toArray(byte[][]::new)));
            }
            cursor = found;
        } while (!cursor.isFinished());
        return removed;
    }

    private RedisAsyncCommands<byte[], byte[]> commands() throws AwayException {
        return redis.commands().orElseThrow(() -> new AwayException("not connected", new IllegalStateException()));
    }

    private static <T> T now(Future<T> future) throws AwayException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwayException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AwayException("no answer", e);
        }
    }
}
