package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/** A token that was good is good until it expires; one that wasn't is looked at each time. */
class RecentTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final List<String> verified = new ArrayList<>();
    private final RecentTokens tokens = new RecentTokens(this::verify, clock);

    @Test
    void a_token_is_verified_once() {
        assertThat(tokens.decode("good")).isSameAs(tokens.decode("good"));
        assertThat(verified).containsExactly("good");
    }

    @Test
    void one_that_has_expired_is_verified_again() {
        tokens.decode("good");
        clock.advance(Duration.ofMinutes(15));
        tokens.decode("good");
        assertThat(verified).containsExactly("good", "good");
    }

    @Test
    void one_that_is_not_good_is_never_remembered() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verified).containsExactly("forged", "forged");
    }

    private Jwt verify(String token) {
        verified.add(token);
        if (token.equals("forged")) {
            throw new BadJwtException("not ours");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").claim("sub", "somebody").expiresAt(NOW.plus(Duration.ofMinutes(15))).build();
    }
}
