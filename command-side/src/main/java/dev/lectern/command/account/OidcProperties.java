package dev.lectern.command.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param issuer an OpenID Connect issuer, whose tokens count instead of the built-in one's; its roles are in {@code roles} */
@Validated
@ConfigurationProperties("lectern.oidc")
record OidcProperties(@Nullable String issuer) {

    boolean isOn() {
        return issuer != null && !issuer.isBlank();
    }
}
