package dev.lectern.query.cache;

import dev.lectern.query.cache.StoredKeys.AwayException;
import dev.lectern.query.web.AdministratorAction;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/cache}. Nothing here is needed for right answers: it frees memory, and makes the first ones fast. */
@RestController
@RequestMapping("/api/v1/admin/cache")
@Tag(name = "Administration")
class CacheController {

    private static final Logger LOG = LoggerFactory.getLogger(CacheController.class);
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9:*?\\[\\]^_.-]{1,200}");

    /** @param keys how many went */
    record Removed(long keys) {
    }

    /** @param readers for whom answers were made ready */
    record Warmed(int readers) {
    }

    private final Redis redis;
    private final StoredKeys keys;
    private final LocalCopies local;
    private final CacheMetrics metrics;
    private final Warmup warmup;

    CacheController(Redis redis, StoredKeys keys, LocalCopies local, CacheMetrics metrics, Warmup warmup) {
        this.redis = redis;
        this.keys = keys;
        this.local = local;
        this.metrics = metrics;
        this.warmup = warmup;
    }

    @GetMapping("/stats")
    @Operation(summary = "How the cache does", description = "Keys and memory are Redis's, hits and misses this instance's since its start, whether the answer lay in Redis or in `local`, the instance's own memory.")
    Answer<CacheStatistics> statistics() {
        if (redis.isOff()) {
            return Answer.of(CacheStatistics.of("off", null, null, local, metrics));
        }
        try {
            return Answer.of(CacheStatistics.of(redis.isThere() ? "up" : "degraded", keys.count(), keys.memory(), local, metrics));
        } catch (AwayException e) {
            LOG.debug("Redis can't be asked", e);
            return Answer.of(CacheStatistics.of("degraded", null, null, local, metrics));
        }
    }

    @DeleteMapping
    @AdministratorAction("cache.clear")
    @Operation(summary = "Forget all finished answers")
    Answer<Removed> clear() {
        return remove("*");
    }

    @DeleteMapping("/{pattern}")
    @AdministratorAction("cache.clear")
    @Operation(summary = "Forget some finished answers", description = "Those whose key matches, after `lectern:`. Keys are "
            + "`{kind}:{generation}:{reader}:…`, so `library:*` are all libraries, and `*:*:{reader}:*` all of a reader's.")
    Answer<Removed> clear(@Parameter(description = "With `*`, `?` and `[…]`, as Redis has them") @PathVariable String pattern) {
        var plain = pattern.startsWith(StoredKeys.PREFIX) ? pattern.substring(StoredKeys.PREFIX.length()) : pattern;
        if (!PATTERN.matcher(plain).matches()) {
            throw Problem.invalid("pattern", "Give a pattern of letters, digits, colons, *, ? and […], such as library:*.");
        }
        return remove(plain);
    }

    private Answer<Removed> remove(String pattern) {
        if (redis.isOff()) {
            return Answer.of(new Removed(0));
        }
        try {
            var removed = new Removed(keys.remove(pattern));
            // all of them: those that the pattern leaves in Redis are copied again when somebody asks
            local.clear();
            return Answer.of(removed);
        } catch (AwayException e) {
            LOG.debug("nothing can be removed", e);
            throw Problem.unavailable("Redis doesn't answer at the moment, so there is nothing to forget. Ask again in a second.");
        }
    }

    @PostMapping("/warm")
    @AdministratorAction("cache.warm")
    @Operation(summary = "Make answers ready", description = "The libraries of those who read last.")
    Answer<Warmed> warm() {
        return Answer.of(new Warmed(warmup.warm()));
    }
}
