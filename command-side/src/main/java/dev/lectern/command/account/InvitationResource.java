package dev.lectern.command.account;

import dev.lectern.command.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Administrators invite people where registration is by invitation. */
@RestController
@RequestMapping("/api/v1/auth/invitations")
@Tag(name = "auth")
class InvitationResource {

    private static final int DAYS = 7;

    /** @param email the only address it is good for, or none in particular */
    record InvitationForm(@Nullable @Email @Size(max = 254) String email, @Nullable @Min(1) @Max(365) Integer days) {
    }

    private final Invitations invitations;

    InvitationResource(Invitations invitations) {
        this.invitations = invitations;
    }

    @Operation(summary = "Invite somebody", description = "The code is said only this once, and good for one account.")
    @ApiResponse(responseCode = "201", description = "The invitation", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<Invitations.Invitation> invite(@Valid @RequestBody InvitationForm form, Principal administrator) {
        int days = form.days() == null ? DAYS : form.days();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(invitations.issue(UUID.fromString(administrator.getName()), form.email(), Duration.ofDays(days)));
    }

    @Operation(summary = "Withdraw an invitation")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> withdraw(@PathVariable UUID id, Principal administrator) {
        if (!invitations.withdraw(UUID.fromString(administrator.getName()), id)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no-such-invitation", "There is no such invitation, or it was used.");
        }
        return ResponseEntity.noContent().build();
    }
}
