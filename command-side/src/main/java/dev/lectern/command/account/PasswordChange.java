package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Another password for an account: whoever knew the one before has to sign in again, and can't. */
@Component
class PasswordChange {

    private final Accounts accounts;
    private final Tokens tokens;
    private final SignInTrail trail;

    PasswordChange(Accounts accounts, Tokens tokens, SignInTrail trail) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.trail = trail;
    }

    /**
     * @param known   the hash that the password was held against
     * @param kept    a refresh token of the sign-in that goes on, if one does
     * @param address where from
     * @return false if it was changed meanwhile
     */
    @Transactional
    public boolean replace(Account account, String known, String wanted, @Nullable String kept, String address) {
        if (!accounts.replacePassword(account.id(), known, wanted)) {
            return false;
        }
        tokens.endOthers(account.id(), kept);
        trail.passwordChanged(account.id(), address);
        return true;
    }
}
