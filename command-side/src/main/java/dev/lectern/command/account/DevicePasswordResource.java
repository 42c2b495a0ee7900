package dev.lectern.command.account;

import dev.lectern.command.account.DevicePasswords.Scope;
import dev.lectern.command.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A reader lets devices in that know only Basic authentication. No {@code Idempotency-Key} here: what is said only once must
 * not be remembered for a second answer.
 */
@RestController
@RequestMapping("/api/v1/me/device-passwords")
@Tag(name = "auth")
class DevicePasswordResource {

    record DeviceForm(@NotBlank @Size(max = 100) String name, @NotEmpty Set<Scope> scopes) {
    }

    private final DevicePasswords passwords;
    private final Accounts accounts;

    DevicePasswordResource(DevicePasswords passwords, Accounts accounts) {
        this.passwords = passwords;
        this.accounts = accounts;
    }

    @Operation(summary = "Make a password for a device", description = "It is said only this once.")
    @ApiResponse(responseCode = "201", description = "The password", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<DevicePasswords.DevicePassword> issue(@Valid @RequestBody DeviceForm form, Principal reader) {
        var account = accounts.find(UUID.fromString(reader.getName())).orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "no-account-here",
                "Your account is kept elsewhere, or was erased. Devices can't have passwords of it."));
        return ResponseEntity.status(HttpStatus.CREATED).body(passwords.issue(account.id(), form.name(), form.scopes()));
    }

    @Operation(summary = "Take a device's password back")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, Principal reader) {
        if (!passwords.revoke(UUID.fromString(reader.getName()), id)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no-such-device-password", "You have no such device password.");
        }
        return ResponseEntity.noContent().build();
    }
}
