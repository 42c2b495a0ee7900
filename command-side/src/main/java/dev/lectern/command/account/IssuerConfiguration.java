package dev.lectern.command.account;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lectern.command.audit.AuditTrail;
import dev.lectern.command.messaging.ConflictRetry;
import dev.lectern.contracts.personal.ReaderIds;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Signs and verifies with the issuer's own keys, or verifies with those of another issuer; nothing but RS256 is accepted. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    @Bean
    JWKSource<SecurityContext> issuerKeys(SigningKeys keys) {
        return (selector, _) -> selector.select(keys.all());
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> issuerKeys) {
        return new NimbusJwtEncoder(issuerKeys);
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> issuerKeys, AuthProperties auth, OidcProperties oidc, Clock clock) {
        return new RecentTokens(verifying(issuerKeys, auth, oidc), clock);
    }

    private static JwtDecoder verifying(JWKSource<SecurityContext> issuerKeys, AuthProperties auth, OidcProperties oidc) {
        var other = oidc.issuer();
        if (oidc.isOn() && other != null) {
            // asked when the first token comes, so that neither has to be there before the other
            return new SupplierJwtDecoder(() -> judging(
                    namingReaders(NimbusJwtDecoder.withIssuerLocation(other).jwsAlgorithm(SignatureAlgorithm.RS256).build(), other), other));
        }
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, issuerKeys));
        // the decoder's validators judge the claims
        processor.setJWTClaimsSetVerifier((_, _) -> { });
        return judging(new NimbusJwtDecoder(processor), auth.issuer());
    }

    /** Another issuer calls its readers what it likes. */
    private static NimbusJwtDecoder namingReaders(NimbusJwtDecoder decoder, String issuer) {
        decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.SUB, subject ->
                subject instanceof String text && !text.isBlank() ? ReaderIds.of(issuer, text).toString() : subject)));
        return decoder;
    }

    private static JwtDecoder judging(NimbusJwtDecoder decoder, String issuer) {
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(issuer),
                token -> judge(token.getExpiresAt() != null, "the token never expires"),
                token -> judge(isId(token.getSubject()), "sub is no UUID")));
        return decoder;
    }

    private static OAuth2TokenValidatorResult judge(boolean valid, String otherwise) {
        return valid ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", otherwise, null));
    }

    private static boolean isId(@Nullable String subject) {
        return subject != null && ReaderIds.asId(subject).isPresent();
    }

    @Bean
    RecurringTask<Void> rotateSigningKeys(SigningKeys keys, AuditTrail trail, ConflictRetry transactions) {
        return Tasks.recurring("rotate-signing-keys", FixedDelay.of(Duration.ofHours(1))).execute((_, _) -> transactions.inTransaction(() -> {
            var told = keys.rotate();
            told.forEach(trail::record);
            return told;
        }));
    }

    @Bean
    RecurringTask<Void> recordRefusedSignIns(RefusedSignIns refusals) {
        return Tasks.recurring("record-refused-sign-ins", FixedDelay.of(Duration.ofMinutes(1))).execute((_, _) -> refusals.record());
    }
}
