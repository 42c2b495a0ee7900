package dev.lectern.command.account;

import dev.lectern.command.account.Tokens.Issued;
import dev.lectern.command.limits.ClientAddress;
import dev.lectern.command.limits.Limit;
import dev.lectern.command.limits.Limits;
import dev.lectern.command.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registration and signing in with the built-in issuer, and the keys that others verify its tokens with. */
@RestController
@Tag(name = "auth")
@SecurityRequirements
class AuthResource {

    record Credentials(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(min = 8, max = 200) String password) {
    }

    /** @param invitation where registration is by invitation */
    record NewReader(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(min = 8, max = 200) String password,
                     @Nullable @Size(max = 200) String invitation) {
    }

    record RefreshToken(@NotBlank @Size(max = 200) String refreshToken) {
    }

    private final SignIns signIns;
    private final Tokens tokens;
    private final SigningKeys keys;
    private final Registration registration;
    private final OidcProperties oidc;
    private final Limits limits;
    private final SignInLimits tries;
    private final ClientAddress addresses;

    AuthResource(SignIns signIns, Tokens tokens, SigningKeys keys, Registration registration, OidcProperties oidc, Limits limits,
                 SignInLimits tries, ClientAddress addresses) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.keys = keys;
        this.registration = registration;
        this.oidc = oidc;
        this.limits = limits;
        this.tries = tries;
        this.addresses = addresses;
    }

    @Operation(summary = "Register a reader and sign in")
    @ApiResponse(responseCode = "201", description = "Signed in", useReturnTypeSchema = true)
    @PostMapping("/api/v1/auth/register")
    ResponseEntity<Issued> register(@Valid @RequestBody NewReader reader, HttpServletRequest request) {
        requireBuiltIn();
        var address = addresses.of(request);
        limits.spend(Limit.REGISTER, address);
        var account = registration.register(reader.email(), reader.password(), reader.invitation());
        return ResponseEntity.status(HttpStatus.CREATED).body(tokens.signIn(account, address));
    }

    private void requireBuiltIn() {
        if (oidc.isOn()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "sign-in-elsewhere", "Accounts are kept at " + oidc.issuer() + ". Sign in there.");
        }
    }

    @Operation(summary = "Sign in")
    @PostMapping("/api/v1/auth/login")
    Issued login(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        requireBuiltIn();
        var address = addresses.of(request);
        tries.spend(credentials.email(), address);
        var issued = signIns.signIn(credentials.email(), credentials.password(), address)
                .orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "wrong-credentials", "The address or the password is wrong."));
        tries.giveBack(credentials.email(), address);
        return issued;
    }

    @Operation(summary = "Exchange a refresh token for new tokens", description = "Each refresh token works once. One that comes a second time ends the sign-in it belongs to.")
    @PostMapping("/api/v1/auth/refresh")
    Issued refresh(@Valid @RequestBody RefreshToken token, HttpServletRequest request) {
        return tokens.refresh(token.refreshToken(), addresses.of(request))
                .orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "refresh-refused", "This sign-in has ended. Sign in again."));
    }

    @Operation(summary = "End a sign-in")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @PostMapping("/api/v1/auth/logout")
    ResponseEntity<Void> logout(@Valid @RequestBody RefreshToken token) {
        tokens.revoke(token.refreshToken());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "The public keys of the built-in issuer (RFC 7517)")
    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> keys() {
        return keys.all().toPublicJWKSet().toJSONObject();
    }
}
