package dev.lectern.query.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lectern.query.testing.TestIssuer;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** A signature is looked into once, and nothing opens for longer than if it were looked into each time. */
class VerifiedTokensTest {

    private final TestIssuer issuer = new TestIssuer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger verifications = new AtomicInteger();

    @AfterEach
    void close() {
        issuer.close();
    }

    private VerifiedTokens tokens(IssuerKeys keys) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
        var decoder = new NimbusJwtDecoder(processor);
        OAuth2TokenValidator<Jwt> times = token -> {
            var validator = new JwtTimestampValidator(Duration.ZERO);
            validator.setClock(Clock.fixed(now.get(), ZoneOffset.UTC));
            return validator.validate(token);
        };
        decoder.setJwtValidator(times);
        return new VerifiedTokens(token -> {
            verifications.incrementAndGet();
            return decoder.decode(token);
        }, keys, times, 100);
    }

    private IssuerKeys keys() throws MalformedURLException {
        return new IssuerKeys(URI.create(issuer.jwksUrl()), nanoTime::get);
    }

    @Test
    void a_signature_is_looked_into_once() throws MalformedURLException {
        var tokens = tokens(keys());
        var token = issuer.token(UUID.randomUUID(), "READER");
        tokens.decode(token);
        var first = tokens.decode(token);
        int before = verifications.get();

        assertThat(tokens.decode(token)).isSameAs(first).extracting(Jwt::getTokenValue).isEqualTo(token);
        assertThat(verifications).hasValue(before);
    }

    @Test
    void a_token_that_was_good_is_refused_once_it_has_expired() throws MalformedURLException {
        var tokens = tokens(keys());
        var token = issuer.token(UUID.randomUUID().toString(), now.get().plusSeconds(60), "READER");
        tokens.decode(token);
        tokens.decode(token);
        now.set(now.get().plusSeconds(62));

        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(JwtValidationException.class).hasMessageContaining("expired");
    }

    @Test
    void a_token_of_another_signature_is_refused_though_it_says_the_same() throws MalformedURLException {
        var tokens = tokens(keys());
        var token = issuer.token(UUID.randomUUID(), "READER");
        tokens.decode(token);
        tokens.decode(token);
        var forged = token.substring(0, token.lastIndexOf('.') + 1) + new StringBuilder(token.substring(token.lastIndexOf('.') + 1)).reverse();

        assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void a_key_that_the_issuer_withdraws_opens_nothing_once_its_keys_are_fetched_anew() throws MalformedURLException {
        var tokens = tokens(keys());
        var token = issuer.token(UUID.randomUUID(), "READER");
        tokens.decode(token);
        tokens.decode(token);
        int port = issuer.port();
        issuer.close();
        try (var successor = new TestIssuer(port)) {
            assertThat(successor.jwksUrl()).isEqualTo(issuer.jwksUrl());
            tokens.decode(token);

            nanoTime.addAndGet(Duration.ofMinutes(5).toNanos());

            assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
        }
    }
}
