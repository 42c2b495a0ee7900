// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The administration of projections and their replays. */
public final class ReplayApi {

    private static final String PROJECTIONS = "/api/v1/admin/projections";

    private record Projections(List<Projection> items) {
        private Projections {
            Objects.requireNonNull(items, "items");
        }
    }

    private record Replays(List<Replay> items) {
        private Replays {
            Objects.requireNonNull(items, "items");
        }
    }

    private final LecternApi api;

    ReplayApi(LecternApi api) {
        this.api = api;
    }

    public List<Projection> projections() throws IOException {
        return Exchange.send(read(PROJECTIONS), Projections.class).body().items();
    }

    /** The newest first. */
    public List<Replay> replays(String projection) throws IOException {
        return Exchange.send(read(replaysOf(projection)), Replays.class).body().items();
    }

    public Replay replay(String projection, String id) throws IOException {
        return Exchange.send(read(replaysOf(projection) + "/" + id), Replay.class).body();
    }

    /**
     * Throws {@link ServerRefused} 409 when one is running.
     *
     * @param throttle events per second
     */
    public Replay start(String projection, @Nullable Integer segments, @Nullable Integer throttle, boolean auto) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        if (segments != null) {
            body.put("segments", segments);
        }
        if (throttle != null) {
            body.put("throttle", throttle);
        }
        if (auto) {
            body.put("auto", true);
        }
        return write(replaysOf(projection), body);
    }

    /** Throws {@link ServerRefused} 409 when the replay's state doesn't allow it. */
    public Replay step(Replay replay, String step) throws IOException {
        return write(replaysOf(replay.projection()) + "/" + replay.id() + "/" + step, Map.of());
    }

    /** @param throttle events per second; null: as fast as it can */
    public Replay throttle(Replay replay, @Nullable Integer throttle) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("throttle", throttle);
        return write(replaysOf(replay.projection()) + "/" + replay.id() + "/throttle", body);
    }

    private Replay write(String path, Map<String, Object> body) throws IOException {
        var request = api.request(path).timeout(Duration.ofMinutes(1)).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
        return Exchange.send(request, Replay.class).body();
    }

    private HttpRequest.Builder read(String path) throws IOException {
        return api.request(path).timeout(Duration.ofSeconds(30)).GET();
    }

    private static String replaysOf(String projection) {
        return PROJECTIONS + "/" + URLEncoder.encode(projection, StandardCharsets.UTF_8) + "/replays";
    }
}
