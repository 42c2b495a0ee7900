package dev.lectern.query.accounts;

import dev.lectern.contracts.Literals;
import dev.lectern.query.accounts.AccountQueries.After;
import dev.lectern.query.accounts.AccountQueries.DevicePassword;
import dev.lectern.query.accounts.AccountQueries.Invitation;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /auth/invitations} and {@code /me/device-passwords}. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Accounts")
class AccountController {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final String INVITATIONS = "invitations";
    private static final String DEVICE_PASSWORDS = "device-passwords";
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final AccountQueries accounts;
    private final Clock clock;

    AccountController(AccountQueries accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/auth/invitations")
    @Operation(summary = "Who is invited", description = "For administrators: invitations that are still good, those that expire first come "
            + "first. Their codes were said when they were made.")
    Answer<Page<Invitation>> invitations(
            @Parameter(description = "1 to 500, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var now = After.moment(clock.instant());
        var after = Objects.requireNonNullElse(after(cursor, INVITATIONS), now);
        return Answer.of(Page.of(accounts.invitations(after.at().isBefore(now.at()) ? now : after, size + 1), size, Function.identity(),
                last -> Cursor.of(INVITATIONS, last.expiresAt(), last.id())));
    }

    @GetMapping("/me/device-passwords")
    @Operation(summary = "Your devices' passwords", description = "The oldest first. What they are was said when they were made.")
    Answer<Page<DevicePassword>> devicePasswords(Reader reader,
            @Parameter(description = "1 to 500, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Objects.requireNonNullElse(after(cursor, DEVICE_PASSWORDS), After.NOTHING);
        return Answer.of(Page.of(accounts.devicePasswords(reader.id(), after, size + 1), size, Function.identity(),
                last -> Cursor.of(DEVICE_PASSWORDS, last.createdAt(), last.id())));
    }

    private static @Nullable After after(@Nullable String cursor, String list) {
        return Cursor.read(cursor, list, 2, keys -> {
            var at = Instant.parse(keys.get(0));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new IllegalArgumentException("no time of ours: " + at);
            }
            return new After(at, Literals.uuid(keys.get(1)));
        });
    }
}
