package dev.lectern.command.account;

import dev.lectern.command.account.AuthProperties.Administrator;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes an administrator when there is none yet, unless accounts are kept elsewhere. */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final int PASSWORD_BYTES = 15;

    private final Accounts accounts;
    private final Administrator administrator;
    private final OidcProperties oidc;
    private final SignInTrail trail;
    private final Clock clock;

    FirstAdministrator(Accounts accounts, Administrator administrator, OidcProperties oidc, SignInTrail trail, Clock clock) {
        this.accounts = accounts;
        this.administrator = administrator;
        this.oidc = oidc;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (oidc.isOn() || accounts.hasAdministrator()) {
            return;
        }
        var given = administrator.password();
        var password = Objects.requireNonNullElseGet(given, () -> RandomSecret.ofBytes(PASSWORD_BYTES).text());
        // another instance may be at it
        var account = accounts.create(administrator.email(), password, List.of("READER", "ADMIN"), clock.instant());
        account.ifPresent(made -> trail.accountMade(made, null));
        if (given == null && account.isPresent()) {
            log.warn("the first administrator is {} with the password {} (said only this once)", administrator.email(), password);
        }
    }
}
