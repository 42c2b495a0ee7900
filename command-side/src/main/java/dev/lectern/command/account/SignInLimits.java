package dev.lectern.command.account;

import dev.lectern.command.limits.Limit;
import dev.lectern.command.limits.Limits;
import dev.lectern.contracts.content.ContentHash;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** How often passwords may be tried: from one address, and with one account. Only those that are wrong count in the end. */
@Component
class SignInLimits {

    private final Limits limits;

    SignInLimits(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts one more try.
     *
     * @throws ErrorResponseException 429 if that is too much
     */
    void spend(String email, String address) {
        limits.spend(Limit.LOGIN, address);
        limits.spend(Limit.ACCOUNT, account(email));
    }

    /** The password was right. */
    void giveBack(String email, String address) {
        limits.giveBack(Limit.LOGIN, address);
        limits.giveBack(Limit.ACCOUNT, account(email));
    }

    /** Nobody's email address is kept with the counts. */
    private static String account(String email) {
        return ContentHash.of(email.toLowerCase(Locale.ROOT)).hex();
    }
}
