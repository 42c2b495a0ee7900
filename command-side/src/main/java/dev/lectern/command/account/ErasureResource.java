package dev.lectern.command.account;

import dev.lectern.command.personal.PersonalKeys;
import dev.lectern.command.web.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RestController;

/** A reader has themselves forgotten. */
@RestController
@Tag(name = "auth")
class ErasureResource {

    private final PersonalKeys keys;
    private final Accounts accounts;
    private final RefusedSignIns refusals;
    private final CommandGateway commands;
    private final Clock clock;

    ErasureResource(PersonalKeys keys, Accounts accounts, RefusedSignIns refusals, CommandGateway commands,
                    Clock clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.refusals = refusals;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(summary = "Erase yourself", description = "Your key is destroyed: what you wrote beside your books can't be read any more, "
            + "wherever it is kept. The files go that you uploaded and nobody else did. Your account and its sign-ins end. This can't be taken back.")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/api/v1/me")
    ResponseEntity<?> erase(Write write) {
        return write.once(() -> {
            // the key last: whoever signs in or is refused holds the account or the refusal while they wait for it
            accounts.delete(write.reader());
            refusals.forget(write.reader());
            keys.destroy(write.reader());
            write.forgetAnswers();
            commands.sendAndWait(new EraseReader(write.reader(), clock.instant()));
            return ResponseEntity.noContent().build();
        });
    }
}
