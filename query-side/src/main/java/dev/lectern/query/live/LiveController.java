package dev.lectern.query.live;

import dev.lectern.contracts.Position;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /events}. A stream is a virtual thread that waits most of the time. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
class LiveController {

    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

    private final LiveStreams streams;
    private final LiveProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    LiveController(LiveStreams streams, LiveProperties properties, JsonMapper json, Clock clock) {
        this.streams = streams;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "What happens, as it happens", description = """
            Server-sent events about this reader's books, from all devices: `import`, `analysis`, `descriptions`, `progress`, `book`, \
            `shelf`, `annotation`, `reader`. When an event comes, answers include what it tells. After `reload` load what you show again: \
            too much was missed. The stream ends with the access token; connect again with the last event's id as `Last-Event-ID`.""")
    @ApiResponse(responseCode = "200", description = "Events, until either side ends",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "This reader has too many streams open")
    void events(Reader reader, @Parameter(description = "The id of the last event that was seen")
                @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
                @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // nginx would collect events until its buffer is full
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        var stream = streams.open(reader.id(), lastEventId == null ? null : positionOf(lastEventId))
                .orElseThrow(() -> Problem.tooMany("You have too many event streams open. Close one, or use one for several views."));
        try {
            send(stream, new LiveWriter(response.getOutputStream(), json), endOf(request));
        } catch (IOException e) {
            LOG.debug("client hung up", e);
        } finally {
            streams.close(stream);
        }
    }

    private void send(LiveStream stream, LiveWriter writer, Instant end) throws IOException, InterruptedException {
        writer.begin(stream.after());
        while (!stream.isClosed() && !writer.isOver()) {
            var left = Duration.between(clock.instant(), end);
            if (!left.isPositive()) {
                return;
            }
            var part = stream.next(left.compareTo(properties.heartbeat()) < 0 ? left : properties.heartbeat());
            if (part != null) {
                writer.write(part);
            } else if (!stream.isClosed()) {
                writer.heartbeat(streams.toldAll(stream).orElse(null));
            }
        }
    }

    /** What isn't a position is one that nobody remembers. */
    private static Position positionOf(String lastEventId) {
        try {
            return Position.parse(lastEventId.strip());
        } catch (IllegalArgumentException e) {
            return Position.START;
        }
    }

    private Instant endOf(HttpServletRequest request) {
        var expiry = request.getUserPrincipal() instanceof JwtAuthenticationToken token ? token.getToken().getExpiresAt() : null;
        return expiry == null ? clock.instant() : expiry;
    }
}
