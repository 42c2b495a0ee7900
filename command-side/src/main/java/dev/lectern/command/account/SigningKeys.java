package dev.lectern.command.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys of the built-in issuer, shared by all instances through the database. RSA, because every request verifies a
 * signature and RSA's public operation is the cheapest there is.
 */
@Component
class SigningKeys {

    private static final int BITS = 2048;

    private final JWKSet keys;

    SigningKeys(JdbcClient jdbc, Clock clock) {
        var stored = stored(jdbc);
        if (stored.isEmpty()) {
            var fresh = generate();
            jdbc.sql("INSERT INTO command.signing_key (id, jwk, created_at) VALUES (?, ?, ?)")
                    .params(fresh.getKeyID(), fresh.toJSONString(), Timestamp.from(clock.instant())).update();
            // another instance may have started at the same moment: all use the same order
            stored = stored(jdbc);
        }
        keys = new JWKSet(stored);
    }

    private static List<JWK> stored(JdbcClient jdbc) {
        var stored = new ArrayList<JWK>();
        for (var json : jdbc.sql("SELECT jwk FROM command.signing_key ORDER BY created_at DESC, id").query(String.class).list()) {
            try {
                stored.add(JWK.parse(json));
            } catch (ParseException e) {
                throw new IllegalStateException("a stored signing key is damaged", e);
            }
        }
        return stored;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key could be made", e);
        }
    }

    /** The newest first; it signs. */
    JWKSet all() {
        return keys;
    }

    RSAKey signing() {
        return keys.getKeys().getFirst().toRSAKey();
    }
}
