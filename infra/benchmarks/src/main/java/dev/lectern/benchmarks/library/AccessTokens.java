// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lectern.benchmarks.stage.Database;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Access tokens as the built-in issuer signs them, with its own key: signing up a thousand readers would take minutes of hashing passwords. */
public final class AccessTokens {

    private static final int GOOD_FOR_SECONDS = 6 * 3600;

    private final RSAKey key;
    private final RSASSASigner signer;

    private AccessTokens(RSAKey key, RSASSASigner signer) {
        this.key = key;
        this.signer = signer;
    }

    public static AccessTokens of(Database database) throws SQLException, ParseException, JOSEException {
        var key = RSAKey.parse(database.text("SELECT jwk FROM command.signing_key ORDER BY created_at DESC, id LIMIT 1"));
        return new AccessTokens(key, new RSASSASigner(key));
    }

    public String ofReader(UUID reader) throws JOSEException {
        return signed(reader, List.of("READER"));
    }

    public String ofAdministrator() throws JOSEException {
        return signed(UUID.randomUUID(), List.of("READER", "ADMIN"));
    }

    private String signed(UUID subject, List<String> roles) throws JOSEException {
        var now = Instant.now();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer("lectern").subject(subject.toString()).claim("roles", roles)
                        .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(GOOD_FOR_SECONDS))).build());
        token.sign(signer);
        return token.serialize();
    }
}
