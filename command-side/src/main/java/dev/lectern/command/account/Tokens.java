package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Account;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Access tokens, and the refresh tokens that renew them. A refresh token works once and is exchanged for the next of its
 * family; one that comes a second time was stolen or copied, and ends the family (RFC 9700, section 4.14.2).
 */
@Component
class Tokens {

    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final int REFRESH_TOKEN_BYTES = 32;
    static final String END_OTHERS = """
            DELETE FROM command.refresh_token WHERE account_id = :account
               AND family NOT IN (SELECT family FROM command.refresh_token WHERE hash = :kept)
            """;

    /** @param expiresIn of the access token, in seconds */
    record Issued(String accessToken, String refreshToken, long expiresIn) {
    }

    private record Stored(UUID family, UUID account, Instant expiresAt, boolean used) {
    }

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final AuthProperties auth;
    private final SignInTrail trail;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Accounts accounts, JwtEncoder encoder, SigningKeys keys, AuthProperties auth, SignInTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.encoder = encoder;
        this.keys = keys;
        this.auth = auth;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param address where from */
    @Transactional
    public Issued signIn(Account account, String address) {
        var issued = issue(account, UUID.randomUUID());
        trail.signedIn(account.id(), address);
        return issued;
    }

    /**
     * As {@link #signIn(Account, String)}, after a password was checked.
     *
     * @param passwordHash what it was held against
     * @return empty if it was changed meanwhile
     */
    @Transactional
    public Optional<Issued> signIn(Account account, String passwordHash, String address) {
        return accounts.stillHas(account.id(), passwordHash) ? Optional.of(signIn(account, address)) : Optional.empty();
    }

    private Issued issue(Account account, UUID family) {
        var now = clock.instant();
        var refreshToken = RandomSecret.ofBytes(REFRESH_TOKEN_BYTES);
        jdbc.sql("INSERT INTO command.refresh_token (hash, family, account_id, expires_at) VALUES (?, ?, ?, ?)")
                .params(refreshToken.digest(), family, account.id(), Timestamp.from(now.plus(auth.refreshToken()))).update();
        jdbc.sql("DELETE FROM command.refresh_token WHERE expires_at < ?").param(Timestamp.from(now)).update();
        var claims = JwtClaimsSet.builder()
                .issuer(auth.issuer())
                .subject(account.id().toString())
                .claim("roles", account.roles())
                .issuedAt(now)
                .expiresAt(now.plus(auth.accessToken()))
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.RS256).keyId(keys.signing().getKeyID()).build();
        var accessToken = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new Issued(accessToken, refreshToken.text(), auth.accessToken().toSeconds());
    }

    /**
     * @param address where the token comes from
     * @return empty if it is unknown, expired or was used before; in the last case its family ends
     */
    @Transactional
    public Optional<Issued> refresh(String refreshToken, String address) {
        // the account first, as whoever ends its sign-ins does, or the next token would escape them
        jdbc.sql("SELECT id FROM command.account WHERE id = (SELECT account_id FROM command.refresh_token WHERE hash = ?) FOR KEY SHARE")
                .param(new RandomSecret(refreshToken).digest()).query(UUID.class).optional();
        var stored = jdbc.sql("SELECT family, account_id, expires_at, used_at FROM command.refresh_token WHERE hash = ? FOR UPDATE")
                .param(new RandomSecret(refreshToken).digest())
                .query((row, _) -> new Stored(row.getObject("family", UUID.class), row.getObject("account_id", UUID.class),
                        row.getTimestamp("expires_at").toInstant(), row.getTimestamp("used_at") != null)).optional();
        if (stored.isEmpty() || stored.get().expiresAt().isBefore(clock.instant())) {
            return Optional.empty();
        }
        if (stored.get().used()) {
            log.warn("a refresh token of account {} was used twice: its sign-in is ended", stored.get().account());
            end(stored.get().family());
            trail.refreshTokenReused(stored.get().account(), address);
            return Optional.empty();
        }
        jdbc.sql("UPDATE command.refresh_token SET used_at = ? WHERE hash = ?")
                .params(Timestamp.from(clock.instant()), new RandomSecret(refreshToken).digest()).update();
        return accounts.find(stored.get().account()).map(account -> issue(account, stored.get().family()));
    }

    /** Ends the sign-in that the token belongs to, if it is one. */
    @Transactional
    public void revoke(String refreshToken) {
        jdbc.sql("""
                DELETE FROM command.refresh_token WHERE family = (SELECT family FROM command.refresh_token WHERE hash = ?)
                RETURNING account_id
                """).param(new RandomSecret(refreshToken).digest()).query(UUID.class).stream().findFirst().ifPresent(trail::signedOut);
    }

    /** @param kept one of the sign-in that goes on, if one does */
    void endOthers(UUID account, @Nullable String kept) {
        jdbc.sql(END_OTHERS).param("account", account)
                .param("kept", kept == null ? null : new RandomSecret(kept).digest(), Types.BINARY).update();
    }

    private void end(UUID family) {
        jdbc.sql("DELETE FROM command.refresh_token WHERE family = ?").param(family).update();
    }
}
