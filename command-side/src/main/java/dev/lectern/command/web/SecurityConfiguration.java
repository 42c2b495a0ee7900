package dev.lectern.command.web;

import dev.lectern.web.CorsFilters;
import dev.lectern.web.CorsProperties;
import dev.lectern.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

/** Denies by default. Open are signing in, the issuer's keys, health and the API's description. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, ProblemWriter problems, CorsProperties cors) {
        if (!cors.origins().isEmpty()) {
            http.addFilter(CorsFilters.of(cors, problems, () -> Problem.detail(HttpStatus.FORBIDDEN, "not-allowed",
                    "Pages of that origin may not use this API: lectern.cors.origins doesn't name it.", Map.of())));
        }
        return http
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests
                        // what was refused already is told as it was decided
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh",
                                "/api/v1/auth/logout").permitAll()
                        .requestMatchers(HttpMethod.GET, "/.well-known/jwks.json", "/actuator/health/**", "/livez", "/readyz",
                                "/actuator/prometheus", "/openapi.json").permitAll()
                        .requestMatchers("/api/v1/admin/**", "/api/v1/auth/invitations/**").hasRole("ADMIN")
                        .requestMatchers("/api/v1/**").hasRole("READER")
                        .anyRequest().denyAll())
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(rolesOfToken()))
                        .authenticationEntryPoint((_, response, _) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            problems.write(response, Problem.detail(HttpStatus.UNAUTHORIZED, "unauthenticated",
                                    "Sign in, and send the access token as “Authorization: Bearer …”.", Map.of()));
                        })
                        .accessDeniedHandler((_, response, _) -> problems.write(response, Problem.detail(HttpStatus.FORBIDDEN,
                                "not-allowed", "Your account may not do this.", Map.of()))))
                .build();
    }

    /** Timing each of the filters costs more than the filters. */
    @Bean
    SecurityObservationSettings requestsAreObservedAsAWhole() {
        return SecurityObservationSettings.noObservations();
    }

    private static JwtAuthenticationConverter rolesOfToken() {
        var roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        return converter;
    }
}
