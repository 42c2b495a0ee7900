package dev.lectern.query.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lectern.contracts.personal.ReaderIds;
import dev.lectern.query.web.Problem;
import dev.lectern.web.CorsFilters;
import dev.lectern.web.CorsProperties;
import dev.lectern.web.ProblemWriter;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/** What is open and what needs which token. Everything that isn't named is denied. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IssuerProperties.class, OidcProperties.class, MetricsProperties.class})
class SecurityConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, ProblemWriter problems, MetricsProperties metrics, CorsProperties cors)
            throws Exception {
        AuthenticationEntryPoint unauthenticated = (request, response, e) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(response, Problem.ofStatus(HttpStatus.UNAUTHORIZED));
        };
        if (!cors.origins().isEmpty()) {
            http.addFilter(CorsFilters.of(cors, problems, () -> Problem.ofStatus(HttpStatus.FORBIDDEN)));
        }
        return http
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/actuator/health/**", "/livez", "/readyz", "/openapi.json", "/error").permitAll();
                    if (metrics.open()) {
                        requests.requestMatchers("/actuator/prometheus").permitAll();
                    }
                    requests.requestMatchers("/actuator/**", "/api/v1/admin/**", "/api/v1/auth/**").hasRole("ADMIN")
                            .requestMatchers("/api/v1/**").hasAnyRole("READER", "ADMIN")
                            .anyRequest().denyAll();
                })
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler((request, response, e) -> problems.write(response, Problem.ofStatus(HttpStatus.FORBIDDEN))))
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                        .authenticationEntryPoint(unauthenticated))
                .addFilterBefore(new IssuerAwayFilter(problems),
                        BearerTokenAuthenticationFilter.class)
                .build();
    }

    /** Otherwise each filter of each request is observed by itself, which costs more than what the filters do. */
    @Bean
    SecurityObservationSettings filtersAreNotTimed() {
        return SecurityObservationSettings.noObservations();
    }

    private static JwtAuthenticationConverter roles() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(SecurityConfiguration::rolesOf);
        return converter;
    }

    private static List<GrantedAuthority> rolesOf(Jwt token) {
        var roles = token.getClaimAsStringList("roles");
        return roles == null ? List.of()
                : roles.stream().<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
    }

    @Bean
    JwtDecoder jwtDecoder(IssuerProperties issuer, OidcProperties oidc) throws MalformedURLException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        var keys = new IssuerKeys(issuer.jwksUrl());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // Spring's validators check the claims
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
        var decoder = new NimbusJwtDecoder(processor);
        var validator = new DelegatingOAuth2TokenValidator<>(validators(oidc));
        decoder.setJwtValidator(validator);
        var other = oidc.issuer();
        if (other != null && !other.isBlank()) {
            // another issuer calls its readers what it likes
            decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.SUB, subject ->
                    subject instanceof String text && !text.isBlank() ? ReaderIds.of(other, text).toString() : subject)));
        }
        return new VerifiedTokens(decoder, keys, validator, issuer.verifiedTokens());
    }

    private static List<OAuth2TokenValidator<Jwt>> validators(OidcProperties oidc) {
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        validators.add(new JwtTimestampValidator(CLOCK_SKEW));
        validators.add(SecurityConfiguration::subjectIsAnId);
        validators.add(SecurityConfiguration::expires);
        var issuer = oidc.issuer();
        if (issuer != null && !issuer.isBlank()) {
            validators.add(new JwtIssuerValidator(issuer));
        }
        return validators;
    }

    private static OAuth2TokenValidatorResult subjectIsAnId(Jwt token) {
        return ReaderIds.asId(String.valueOf(token.getSubject())).isPresent() ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "sub is no UUID", null));
    }

    private static OAuth2TokenValidatorResult expires(Jwt token) {
        return token.getExpiresAt() != null ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "the token never expires", null));
    }
}
