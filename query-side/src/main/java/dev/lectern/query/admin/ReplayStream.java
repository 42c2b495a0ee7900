package dev.lectern.query.admin;

import dev.lectern.query.projection.Replay;
import dev.lectern.query.projection.Replays;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A replay as Server-Sent Events: the same object again and again until it is over or whoever looks goes. */
@RestController
@RequestMapping("/api/v1/admin/projections/{name}/replays/{id}")
class ReplayStream {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayStream.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Replays replays;

    ReplayStream(Replays replays) {
        this.replays = replays;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Hidden
    SseEmitter stream(@PathVariable String name, @PathVariable UUID id) {
        var first = replays.find(name, id);
        var emitter = new SseEmitter(LONGEST.toMillis());
        var gone = new CountDownLatch(1);
        emitter.onCompletion(gone::countDown);
        Thread.ofVirtual().name("replay-stream").start(() -> send(first, emitter, gone));
        return emitter;
    }

    private void send(Replay first, SseEmitter emitter, CountDownLatch gone) {
        try {
            var replay = first;
            emitter.send(replay);
            while (!replay.isEnded() && !gone.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                replay = replays.find(replay.projection(), replay.id());
                emitter.send(replay);
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("nobody looks at the replay any more: {}", e.getMessage());
        } catch (InterruptedException | RuntimeException e) {
            emitter.completeWithError(e);
        }
    }
}
