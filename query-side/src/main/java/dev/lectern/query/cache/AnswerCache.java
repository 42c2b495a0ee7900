package dev.lectern.query.cache;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.query.projection.Positions;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Reader;
import dev.lectern.query.web.ServerTiming;
import dev.lectern.query.web.ServerTiming.CacheUse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finished answers. Without Redis each is made anew.
 *
 * <p>An answer that can change says up to which position of the log events are in it, a position that was known before
 * its query ran. It is given only if that includes the last event that concerns its reader and that this instance has seen,
 * and an instance has seen whatever it claims to answer. So nothing has to be deleted when something changes, nothing goes
 * wrong when Redis was away, and who made an answer before a change and stores it after may do so: nobody takes it.
 */
@Component
public class AnswerCache {

    private final Redis redis;
    private final LastChanges changes;
    private final Positions positions;
    private final ReadModels models;
    private final CacheMetrics metrics;
    private final CacheProperties properties;
    private final JsonMapper json;

    AnswerCache(Redis redis, LastChanges changes, Positions positions, ReadModels models, CacheMetrics metrics,
                CacheProperties properties, JsonMapper json) {
        this.redis = redis;
        this.changes = changes;
        this.positions = positions;
        this.models = models;
        this.metrics = metrics;
        this.properties = properties;
        this.json = json;
    }

    /**
     * A reader's answer, which is made of nothing but what the log says of this reader.
     *
     * @param name everything that was asked
     * @param made makes it
     */
    public <T> Answer<T> answer(Kind kind, Reader reader, String name, Supplier<T> made) {
        var key = key(kind, reader, name);
        if (key == null) {
            return Answer.of(made.get());
        }
        var found = find(key, kind, reader);
        if (found == null) {
            var position = positions.current();
            found = finished(position, made.get());
            redis.put(key, found.bytes(), properties.timeToLive().of(kind));
        }
        return new Answer.Finished<>(found.tag(), found.next(), found::gzipped);
    }

    /** As {@link #answer}, for the name of something that never changes. */
    public String reference(Kind kind, Reader reader, String name, Supplier<String> made) {
        var key = key(kind, reader, name);
        if (key == null) {
            return made.get();
        }
        var found = find(key, kind, reader);
        if (found != null) {
            return found.tag();
        }
        var position = positions.current();
        var reference = made.get();
        redis.put(key, new StoredAnswer(position, reference, null, new byte[0]).bytes(), properties.timeToLive().of(kind));
        return reference;
    }

    /** Whether anything can be kept now. */
    public boolean isOn() {
        return redis.isThere() && models.build().isPresent();
    }

    private byte @Nullable [] key(Kind kind, Reader reader, String name) {
        var build = models.build().orElse(null);
        if (build == null || !redis.isThere()) {
            counted(kind, CacheUse.OFF);
            return null;
        }
        return key(kind, build, reader.id() + ":" + ContentHash.of(name).hex().substring(0, 32));
    }

    private @Nullable StoredAnswer find(byte[] key, Kind kind, Reader reader) {
        var bytes = ServerTiming.cache(() -> redis.get(key));
        var stored = bytes == null ? null : StoredAnswer.of(bytes);
        if (stored != null && includesAll(stored.position(), kind, reader)) {
            counted(kind, CacheUse.HIT);
            return stored;
        }
        counted(kind, redis.isThere() ? CacheUse.MISS : CacheUse.OFF);
        return null;
    }

    private boolean includesAll(Position position, Kind kind, Reader reader) {
        return changes.of(reader.id(), kind).filter(last -> !last.isAfter(position)).isPresent();
    }

    private StoredAnswer finished(Position position, Object value) {
        var bytes = json.writeValueAsBytes(value);
        return new StoredAnswer(position, ContentHash.of(bytes).hex(), value instanceof Page<?> page ? page.next() : null, Gzip.of(bytes));
    }

    /**
     * Bytes that never change.
     *
     * @param form counts up when the same name stands for other bytes
     * @param name made of everything the bytes are made of
     * @param made makes them
     */
    public byte[] stored(Kind kind, int form, String name, Supplier<byte[]> made) {
        return found(kind, form, name).orElseGet(() -> keep(kind, form, name, made.get()));
    }

    /** Gzips an answer that never changes, and keeps it. */
    public byte[] gzipped(Kind kind, int form, String name, byte[] json) {
        return keep(kind, form, name, Gzip.of(json));
    }

    private byte[] keep(Kind kind, int form, String name, byte[] bytes) {
        redis.put(key(kind, Integer.toString(form), name), bytes, properties.timeToLive().of(kind));
        return bytes;
    }

    /** What {@link #gzipped} or {@link #stored} kept. */
    public Optional<byte[]> found(Kind kind, int form, String name) {
        byte @Nullable [] found = ServerTiming.cache(() -> redis.get(key(kind, Integer.toString(form), name)));
        counted(kind, found != null ? CacheUse.HIT : redis.isThere() ? CacheUse.MISS : CacheUse.OFF);
        return Optional.ofNullable(found);
    }

    private void counted(Kind kind, CacheUse use) {
        ServerTiming.cacheWas(use);
        metrics.count(kind, use);
    }

    private static byte[] key(Kind kind, String generation, String name) {
        return "lectern:%s:%s:%s".formatted(kind.word(), generation, name).getBytes(StandardCharsets.US_ASCII);
    }
}
