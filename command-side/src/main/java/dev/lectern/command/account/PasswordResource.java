package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Account;
import dev.lectern.command.account.Accounts.Attempt.Accepted;
import dev.lectern.command.limits.ClientAddress;
import dev.lectern.command.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A reader gives themselves another password. */
@RestController
@Tag(name = "auth")
class PasswordResource {

    record PasswordForm(@NotBlank @Size(max = 200) String currentPassword, @NotBlank @Size(min = 8, max = 200) String newPassword,
                        @Schema(description = "Of the sign-in that goes on; without it every one ends")
                        @Nullable @Size(max = 200) String refreshToken) {
    }

    private final Accounts accounts;
    private final PasswordChange passwords;
    private final RefusedSignIns refusals;
    private final SignInLimits tries;
    private final OidcProperties oidc;
    private final ClientAddress addresses;

    PasswordResource(Accounts accounts, PasswordChange passwords, RefusedSignIns refusals, SignInLimits tries, OidcProperties oidc,
                     ClientAddress addresses) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.refusals = refusals;
        this.tries = tries;
        this.oidc = oidc;
        this.addresses = addresses;
    }

    @Operation(summary = "Change your password", description = "Your other sign-ins end: their refresh tokens are good for nothing, "
            + "and their access tokens until they expire. Device passwords stay; take those back that you don't trust. A password that "
            + "is wrong counts like a sign-in that is refused.")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @PutMapping("/api/v1/me/password")
    ResponseEntity<Void> change(@Valid @RequestBody PasswordForm form, Principal reader, HttpServletRequest request) {
        if (oidc.isOn()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "sign-in-elsewhere", "Accounts are kept at " + oidc.issuer() + ". Change your password there.");
        }
        var account = accounts.find(UUID.fromString(reader.getName()))
                .orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "no-account-here", "Your account was erased. There is no password to change."));
        var address = addresses.of(request);
        tries.spend(account.email(), address);
        if (!(accounts.authenticate(account.email(), form.currentPassword()) instanceof Accepted accepted)) {
            refusals.count(account.email(), account.id(), address);
            throw wrong();
        }
        tries.giveBack(account.email(), address);
        replace(account, accepted.passwordHash(), form, address);
        return ResponseEntity.noContent().build();
    }

    private void replace(Account account, String known, PasswordForm form, String address) {
        if (!passwords.replace(account, known, accounts.hashOf(form.newPassword()), form.refreshToken(), address)) {
            throw wrong();
        }
    }

    /** Not 401: the access token is good, and an app that renewed it would come no further. */
    private static ErrorResponseException wrong() {
        return Problem.of(HttpStatus.FORBIDDEN, "wrong-password", "The current password is wrong.");
    }
}
