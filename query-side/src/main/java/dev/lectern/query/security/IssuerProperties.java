package dev.lectern.query.security;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who signs access tokens.
 *
 * @param jwksUrl        where the issuer publishes its keys (RFC 7517)
 * @param verifiedTokens whose signature is not looked into again while the keys stay the same; a few KB each
 */
@Validated
@ConfigurationProperties("lectern.issuer")
record IssuerProperties(@DefaultValue("http://localhost:8081/.well-known/jwks.json") @NotNull URI jwksUrl,
                        @DefaultValue("5000") @Min(0) int verifiedTokens) {
}
