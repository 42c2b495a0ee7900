package dev.lectern.query.audit;

import dev.lectern.contracts.Literals;
import dev.lectern.query.audit.AuditQueries.Before;
import dev.lectern.query.audit.AuditQueries.Filter;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/audit}. */
@RestController
@RequestMapping("/api/v1/admin/audit")
@Tag(name = "Administration")
class AuditController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "audit";
    private static final Pattern ACTION = Pattern.compile("[a-z.-]{1,100}");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final AuditQueries audit;

    AuditController(AuditQueries audit) {
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Who signed in, and what administrators did", description = "The newest first. Refused sign-ins are gathered by the "
            + "minute, so they come that much later.")
    Answer<Page<AuditEntry>> entries(
            @Parameter(description = "Whose account it was done by or tried with") @RequestParam(required = false) @Nullable UUID reader,
            @Parameter(description = "`account-made`, `signed-in`, `sign-ins-refused`, `refresh-token-reused`, `signed-out`, "
                    + "`password-changed`, `device-password-made`, `device-password-revoked`, `invitation-made`, `invitation-withdrawn`, `signing-key-added`, "
                    + "`signing-key-removed`, or what an administrator did, such as `replay.activate`")
            @RequestParam(required = false) @Nullable String action,
            @Parameter(description = "The earliest instant") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "An instant before which it was") @RequestParam(required = false) @Nullable Instant until,
            @Parameter(description = "1 to 1000, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        if (action != null && !ACTION.matcher(action).matches()) {
            throw Problem.invalid("action", "Give the name of an action, such as signed-in or cache.clear.");
        }
        int size = Page.limit(limit, USUAL, MOST);
        var filter = new Filter(reader, action, plausible("from", from), plausible("until", until));
        var before = Cursor.read(cursor, LIST, 2, keys -> new Before(plausible(Instant.parse(keys.get(0))), Literals.uuid(keys.get(1))));
        return Answer.of(Page.of(audit.entries(filter, before, size + 1), size, AuditEntry::of,
                last -> Cursor.of(LIST, last.row().happenedAt(), last.row().entryId())));
    }

    private static @Nullable Instant plausible(String parameter, @Nullable Instant at) {
        try {
            return at == null ? null : plausible(at);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(parameter, "Give " + parameter + " an instant of the years 1 to 9999, such as 2026-01-31T12:00:00Z.");
        }
    }

    private static Instant plausible(Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("no time of ours: " + at);
        }
        return at;
    }
}
