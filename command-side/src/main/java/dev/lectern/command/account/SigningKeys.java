package dev.lectern.command.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.AuditEvent.SigningKeyAdded;
import dev.lectern.contracts.event.AuditEvent.SigningKeyRemoved;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys of the built-in issuer, shared by all instances through the database. RSA, because every request verifies a
 * signature and RSA's public operation is the cheapest there is.
 *
 * <p>A new key is published for a while before it signs, so that everybody has it who verifies; one that was replaced is
 * published until nothing it signed is valid any more.
 */
@Component
class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    /** How old what an instance knows of the keys may be. */
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** How long a key is published before it signs: longer than anybody keeps the published ones. */
    static final Duration PUBLISHED_FIRST = Duration.ofMinutes(10);

    private record Key(RSAKey key, Instant createdAt) {
    }

    /** @param keys the oldest first */
    private record Known(List<Key> keys, Instant readAt) {
    }

    private final JdbcClient jdbc;
    private final AuthProperties auth;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    SigningKeys(JdbcClient jdbc, AuthProperties auth, Clock clock) {
        this.jdbc = jdbc;
        this.auth = auth;
        this.clock = clock;
        if (stored().isEmpty()) {
            add();
        }
        known = new Known(stored(), clock.instant());
    }

    /**
     * Adds a key when the newest has signed for its lifetime, and removes those that verify nothing any more.
     *
     * @return what there is to tell of it
     */
    List<AuditEvent> rotate() {
        var told = new ArrayList<AuditEvent>();
        var keys = stored();
        var now = clock.instant();
        if (keys.isEmpty() || keys.getLast().createdAt().plus(auth.keyLifetime()).isBefore(now)) {
            told.add(new SigningKeyAdded(UUID.randomUUID(), add(), now));
            log.info("a new key signs access tokens from {} on", now.plus(PUBLISHED_FIRST));
        }
        for (int i = 0; i + 1 < keys.size(); i++) {
            var replaced = keys.get(i + 1).createdAt().plus(PUBLISHED_FIRST);
            // an instance may sign with the old one until it looks again
            if (replaced.plus(auth.accessToken()).plus(PUBLISHED_FIRST).isBefore(now)) {
                var id = keys.get(i).key().getKeyID();
                if (jdbc.sql("DELETE FROM command.signing_key WHERE id = ?").param(id).update() == 1) {
                    told.add(new SigningKeyRemoved(UUID.randomUUID(), id, now));
                }
            }
        }
        return told;
    }

    private String add() {
        var fresh = generate();
        jdbc.sql("INSERT INTO command.signing_key (id, jwk, created_at) VALUES (?, ?, ?)")
                .params(fresh.getKeyID(), fresh.toJSONString(), Timestamp.from(clock.instant())).update();
        return fresh.getKeyID();
    }

    private List<Key> stored() {
        return jdbc.sql("SELECT jwk, created_at FROM command.signing_key ORDER BY created_at, id").query((row, _) -> {
            try {
                return new Key(JWK.parse(row.getString("jwk")).toRSAKey(), row.getTimestamp("created_at").toInstant());
            } catch (ParseException e) {
                throw new IllegalStateException("a stored signing key is damaged", e);
            }
        }).list();
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key could be made", e);
        }
    }

    /** All that verify. */
    JWKSet all() {
        return new JWKSet(fresh().stream().<JWK>map(Key::key).toList());
    }

    /** The newest that was published long enough; at the very beginning the oldest, which other instances have too. */
    RSAKey signing() {
        var keys = fresh();
        var publishedSince = clock.instant().minus(PUBLISHED_FIRST);
        return keys.reversed().stream().filter(key -> !key.createdAt().isAfter(publishedSince)).findFirst().orElse(keys.getFirst()).key();
    }

    private List<Key> fresh() {
        if (known.readAt().plus(FRESH).isBefore(clock.instant()) && reading.tryLock()) {
            try {
                known = new Known(stored(), clock.instant());
            } catch (DataAccessException e) {
                // the keys that are known go on; the database says elsewhere that it is away
                log.debug("the signing keys can't be read", e);
            } finally {
                reading.unlock();
            }
        }
        return known.keys();
    }
}
