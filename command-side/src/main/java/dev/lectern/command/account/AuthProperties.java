package dev.lectern.command.account;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The built-in issuer.
 *
 * @param issuer       {@code iss} of its tokens
 * @param accessToken  how long an access token is good for
 * @param refreshToken how long a sign-in lasts that is not used
 * @param registration whether strangers may register
 * @param keyLifetime  after which time another key signs
 */
@Validated
@ConfigurationProperties("lectern.auth")
public record AuthProperties(@DefaultValue("lectern") String issuer,
                             @DefaultValue("15m") Duration accessToken,
                             @DefaultValue("60d") Duration refreshToken,
                             @DefaultValue("open") Registration registration,
                             @DefaultValue("90d") @DurationMin(hours = 1) Duration keyLifetime) {

    /** Who may register. */
    public enum Registration { OPEN, INVITATION, OFF }

    /**
     * The first administrator, made when there is none.
     *
     * @param password generated and logged once if absent
     */
    @Validated
    @ConfigurationProperties("lectern.admin")
    public record Administrator(@DefaultValue("admin@lectern.local") String email, @Nullable String password) {
    }
}
