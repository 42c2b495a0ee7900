package dev.lectern.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers the tokens that were found good last. An app sends the same one with each request, and to verify its signature costs more
 * than what most of them ask for.
 */
final class RecentTokens implements JwtDecoder {

    /** Also how long a token may still be taken after its key was withdrawn. */
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> good = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).executor(Runnable::run).build();

    RecentTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        var known = good.getIfPresent(token);
        var expiry = known == null ? null : known.getExpiresAt();
        if (known != null && expiry != null && clock.instant().isBefore(expiry)) {
            return known;
        }
        var decoded = decoder.decode(token);
        good.put(token, decoded);
        return decoded;
    }
}
