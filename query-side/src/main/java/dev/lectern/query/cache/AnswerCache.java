package dev.lectern.query.cache;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.query.projection.Positions;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Gzip;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Reader;
import dev.lectern.query.web.ServerTiming;
import dev.lectern.query.web.ServerTiming.CacheUse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finished answers, in this instance's memory and in Redis. Where there is to be no Redis each is made anew.
 *
 * <p>An answer that can change says up to which position of the log events are in it, a position that was known before
 * its query ran. It is given only if that includes the last event that concerns its reader and that this instance has seen,
 * and an instance has seen whatever it claims to answer. So nothing has to be deleted when something changes, nothing goes
 * wrong when Redis was away, and who made an answer before a change and stores it after may do so: nobody takes it. That holds
 * wherever an answer is kept.
 */
@Component
public class AnswerCache {

    private final Redis redis;
    private final LocalCopies local;
    private final LastChanges changes;
    private final Positions positions;
    private final ReadModels models;
    private final CacheMetrics metrics;
    private final CacheProperties properties;
    private final JsonMapper json;

    AnswerCache(Redis redis, LocalCopies local, LastChanges changes, Positions positions, ReadModels models, CacheMetrics metrics,
                CacheProperties properties, JsonMapper json) {
        this.redis = redis;
        this.local = local;
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
            keep(kind, key, found.bytes());
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
        keep(kind, key, new StoredAnswer(position, reference, null, new byte[0]).bytes());
        return reference;
    }

    /** Whether anything can be kept now, and other instances find it. */
    public boolean isOn() {
        return redis.isThere() && models.build().isPresent();
    }

    private @Nullable String key(Kind kind, Reader reader, String name) {
        var build = models.build().orElse(null);
        if (build == null || redis.isOff()) {
            counted(kind, CacheUse.OFF);
            return null;
        }
        return key(kind, build, reader.id() + ":" + digest(name));
    }

    /** What readers search for is in no key. */
    private static String digest(String name) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(name.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    /** An answer that is true now: of this instance's memory, or of Redis. */
    private @Nullable StoredAnswer find(String key, Kind kind, Reader reader) {
        var found = ServerTiming.cache(() -> {
            var near = including(local.get(key), kind, reader);
            if (near != null) {
                local.hit();
                return near;
            }
            var bytes = redis.get(key);
            var far = including(bytes, kind, reader);
            if (bytes != null && far != null) {
                local.put(key, bytes, properties.timeToLive().of(kind));
            }
            return far;
        });
        counted(kind, found != null ? CacheUse.HIT : redis.isThere() ? CacheUse.MISS : CacheUse.OFF);
        return found;
    }

    /** The answer that was kept, if it includes all that happened to its reader. */
    private @Nullable StoredAnswer including(byte @Nullable [] kept, Kind kind, Reader reader) {
        var answer = kept == null ? null : StoredAnswer.of(kept);
        return answer != null && includesAll(answer.position(), kind, reader) ? answer : null;
    }

    private boolean includesAll(Position position, Kind kind, Reader reader) {
        return changes.of(reader.id(), kind).filter(last -> !last.isAfter(position)).isPresent();
    }

    private StoredAnswer finished(Position position, Object value) {
        var bytes = json.writeValueAsBytes(value);
        var gzipped = Gzip.of(bytes);
        return new StoredAnswer(position, Gzip.tag(bytes, gzipped), value instanceof Page<?> page ? page.next() : null, gzipped);
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

    /** Keeps an answer that never changes, as it is sent. */
    public byte[] keep(Kind kind, int form, String name, byte[] bytes) {
        if (!redis.isOff()) {
            keep(kind, key(kind, Integer.toString(form), name), bytes);
        }
        return bytes;
    }

    private void keep(Kind kind, String key, byte[] bytes) {
        var timeToLive = properties.timeToLive().of(kind);
        local.put(key, bytes, timeToLive);
        redis.put(key, bytes, timeToLive);
    }

    /** What {@link #keep} or {@link #stored} kept. */
    public Optional<byte[]> found(Kind kind, int form, String name) {
        if (redis.isOff()) {
            counted(kind, CacheUse.OFF);
            return Optional.empty();
        }
        var key = key(kind, Integer.toString(form), name);
        byte @Nullable [] found = ServerTiming.cache(() -> found(kind, key));
        counted(kind, found != null ? CacheUse.HIT : redis.isThere() ? CacheUse.MISS : CacheUse.OFF);
        return Optional.ofNullable(found);
    }

    private byte @Nullable [] found(Kind kind, String key) {
        var near = local.get(key);
        if (near != null) {
            local.hit();
            return near;
        }
        var far = redis.get(key);
        if (far != null) {
            local.put(key, far, properties.timeToLive().of(kind));
        }
        return far;
    }

    private void counted(Kind kind, CacheUse use) {
        ServerTiming.cacheWas(use);
        metrics.count(kind, use);
    }

    private static String key(Kind kind, String generation, String name) {
        return StoredKeys.PREFIX + kind.word() + ':' + generation + ':' + name;
    }
}
