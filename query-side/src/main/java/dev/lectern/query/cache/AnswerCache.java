package dev.lectern.query.cache;

import dev.lectern.query.web.ServerTiming;
import dev.lectern.query.web.ServerTiming.CacheUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finished answers that never change, under names made of what they were made of. Without Redis each is made anew. */
@Component
public class AnswerCache {

    private final Redis redis;

    AnswerCache(Redis redis) {
        this.redis = redis;
    }

    /**
     * A gzipped answer.
     *
     * @param kind       such as {@code chapter}
     * @param generation counts up when the same name stands for other bytes
     * @param name       made of everything the answer is made of
     * @param made       makes it, not gzipped
     */
    public byte[] gzipped(String kind, int generation, String name, Supplier<byte[]> made) {
        return stored(kind, generation, name, () -> gzip(made.get()));
    }

    /** As {@link #gzipped}, for bytes that are compressed already. */
    public byte[] stored(String kind, int generation, String name, Supplier<byte[]> made) {
        var key = "lectern:%s:%d:%s".formatted(kind, generation, name).getBytes(StandardCharsets.US_ASCII);
        byte @Nullable [] found = ServerTiming.cache(() -> redis.get(key));
        if (found != null) {
            ServerTiming.cacheWas(CacheUse.HIT);
            return found;
        }
        ServerTiming.cacheWas(redis.isThere() ? CacheUse.MISS : CacheUse.OFF);
        var bytes = made.get();
        redis.put(key, bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(zipped, 8192)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
