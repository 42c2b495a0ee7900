package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Account;
import dev.lectern.command.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/** Who gets an account. */
@Component
class Registration {

    private final Accounts accounts;
    private final Invitations invitations;
    private final AuthProperties auth;
    private final SignInTrail trail;
    private final Clock clock;

    Registration(Accounts accounts, Invitations invitations, AuthProperties auth, SignInTrail trail, Clock clock) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.auth = auth;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Makes a reader's account. An invitation is used up only if that succeeds.
     *
     * @throws ErrorResponseException if strangers may not register, or the address is taken
     */
    @Transactional
    public Account register(String email, String password, @Nullable String invitation) {
        var used = switch (auth.registration()) {
            case OPEN -> Optional.<UUID>empty();
            case INVITATION -> {
                var redeemed = Optional.ofNullable(invitation).flatMap(code -> invitations.redeem(code, email));
                if (redeemed.isEmpty()) {
                    throw Problem.of(HttpStatus.FORBIDDEN, "invitation-needed",
                            "Registration is by invitation here, and this one isn't good, or not for this address. Ask the administrator for one.");
                }
                yield redeemed;
            }
            case OFF -> throw Problem.of(HttpStatus.FORBIDDEN, "registration-off",
                    "Registration is off here. Ask the administrator for an account.");
        };
        var account = accounts.create(email, password, List.of("READER"), clock.instant())
                .orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "email-taken",
                        "There is an account with this address already. Sign in, or use another address."));
        trail.accountMade(account, used.orElse(null));
        return account;
    }
}
