package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Attempt.Accepted;
import dev.lectern.command.account.Accounts.Attempt.Refused;
import dev.lectern.command.account.Tokens.Issued;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signing in with an email address and a password. */
@Component
class SignIns {

    private final Accounts accounts;
    private final Tokens tokens;
    private final RefusedSignIns refusals;

    SignIns(Accounts accounts, Tokens tokens, RefusedSignIns refusals) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /** @return empty if the address or the password is wrong */
    Optional<Issued> signIn(String email, String password, String address) {
        return switch (accounts.authenticate(email, password)) {
            case Accepted(var account, var passwordHash) -> tokens.signIn(account, passwordHash, address);
            case Refused(var account) -> {
                refusals.count(email, account, address);
                yield Optional.empty();
            }
        };
    }
}
