package dev.lectern.query.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Another issuer than the built-in one.
 *
 * @param issuer what tokens must name in {@code iss}; any if empty
 */
@ConfigurationProperties("lectern.oidc")
record OidcProperties(@Nullable String issuer) {
}
