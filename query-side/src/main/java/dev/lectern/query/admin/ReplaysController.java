package dev.lectern.query.admin;

import dev.lectern.query.projection.Replay;
import dev.lectern.query.projection.ReplayStep;
import dev.lectern.query.projection.Replays;
import dev.lectern.query.web.AdministratorAction;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/projections/{name}/replays}: rows made anew beside those that serve. */
@RestController
@RequestMapping("/api/v1/admin/projections/{name}/replays")
@Tag(name = "Replays")
class ReplaysController {

    private static final int HISTORY = 100;

    private final Replays replays;

    ReplaysController(Replays replays) {
        this.replays = replays;
    }

    /** How a replay is to be made. */
    @Schema(name = "ReplayRequest")
    record Asked(@Schema(description = "Into how many parts the rows are divided; as many as now unless given")
                 @Min(1) @Max(64) @Nullable Integer segments,
                 @Schema(description = "Events a second at the most; as fast as can be unless given")
                 @Min(1) @Nullable Integer throttle,
                 @Schema(description = "Serve by itself where nothing differs") @Nullable Boolean auto) {

        static final Asked NOTHING = new Asked(null, null, null);
    }

    /** How fast a replay may be. */
    @Schema(name = "ReplayThrottle")
    record Throttle(@Schema(description = "Events a second; null for as fast as can be")
                    @Min(1) @Nullable Integer throttle) {
    }

    @PostMapping
    @AdministratorAction("replay.begin")
    @ApiResponse(responseCode = "201", description = "The replay", useReturnTypeSchema = true)
    @Operation(summary = "Begin a replay", description = "The rows that serve go on serving and keeping up.")
    ResponseEntity<Replay> begin(Reader administrator, @PathVariable String name,
                                 @RequestBody(required = false) @Valid @Nullable Asked body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var asked = body == null ? Asked.NOTHING : body;
        var replay = replays.begin(name, new Replays.Request(asked.segments(), asked.throttle(),
                Boolean.TRUE.equals(asked.auto()), administrator.id(), plain(key)));
        return ResponseEntity.created(URI.create("/api/v1/admin/projections/" + name + "/replays/" + replay.id())).body(replay);
    }

    @GetMapping
    @Operation(summary = "A projection's replays", description = "The newest first, a hundred at the most.")
    Answer<Page<Replay>> replays(@PathVariable String name) {
        return Answer.of(Page.whole(replays.of(name, HISTORY)));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A replay", description = "Where it stands, how fast it goes, what differs, what can be done.")
    Answer<Replay> replay(@PathVariable String name, @PathVariable UUID id) {
        return Answer.of(replays.find(name, id));
    }

    @PostMapping("/{id}/{step:pause|resume|compare|activate|rollback|cancel}")
    @AdministratorAction("replay.{step}")
    @Operation(summary = "Move a replay", description = "A step that its state doesn't allow is answered with those that it does.")
    Replay step(@PathVariable String name, @PathVariable UUID id,
                @Parameter(schema = @Schema(allowableValues = {"pause", "resume", "compare", "activate", "rollback", "cancel"}))
                @PathVariable String step,
                @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) throws InterruptedException {
        return replays.step(name, id, ReplayStep.of(step), null, plain(key));
    }

    @PostMapping("/{id}/throttle")
    @AdministratorAction("replay.throttle")
    @Operation(summary = "Change a replay's pace")
    Replay throttle(@PathVariable String name, @PathVariable UUID id, @RequestBody @Valid Throttle body,
                    @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) throws InterruptedException {
        return replays.step(name, id, ReplayStep.THROTTLE, body.throttle(), plain(key));
    }

    private static @Nullable String plain(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > 200)) {
            throw Problem.invalid("Idempotency-Key", "Send a key of 1 to 200 characters, or none.");
        }
        return key;
    }
}
