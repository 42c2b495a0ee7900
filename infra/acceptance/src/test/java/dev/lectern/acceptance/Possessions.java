package dev.lectern.acceptance;

import static dev.lectern.acceptance.Waiting.untilAnalysed;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one person has, of everything that an operation can name: so that a request that is right finds what it is about. */
final class Possessions {

    private static final Map<String, Object> ANNOTATION = Map.of("kind", "highlight", "chapter", 1,
            "selectors", List.of(Map.of("type", "TextPositionSelector", "start", 0, "end", 4)));

    private static final String BEGINNING = "POST /api/v1/admin/projections/{name}/replays";
    private static final String THROTTLING = BEGINNING + "/{id}/throttle";
    /** One replay at a time on each projection. */
    private static final String READY_ON = "library";
    private static final String PAUSED_ON = "progress";

    private final Api owner;
    private final String book;
    private final String spareBook;
    private final String readyReplay;
    private final String pausedReplay;

    private Possessions(Api owner, String book, String spareBook, String readyReplay, String pausedReplay) {
        this.owner = owner;
        this.book = book;
        this.spareBook = spareBook;
        this.readyReplay = readyReplay;
        this.pausedReplay = pausedReplay;
    }

    /** Two of each, so that lists of one go on. */
    static Possessions of(Api owner, byte[] file) throws IOException {
        var book = owner.upload(file, "input.epub").id();
        var spare = owner.upload(new SmallEpub("A Spare", 1).bytes(), "spare.epub").id();
        untilAnalysed(owner, book);
        var possessions = new Possessions(owner, book, spare, readyReplay(owner), pausedReplay(owner));
        for (int i = 1; i <= 2; i++) {
            possessions.newOne("shelves");
            possessions.newOne("annotations");
            owner.post("/api/v1/books/" + book + "/progress", Map.of("locator", Map.of("chapter", i, "progression", 0.9),
                    "deviceId", "device " + i, "recordedAt", Instant.now().minus(Duration.ofHours(3L - i)).toString()));
        }
        return possessions;
    }

    private static String readyReplay(Api administrator) throws IOException {
        var path = "/api/v1/admin/projections/" + READY_ON + "/replays";
        var id = administrator.post(path, Map.of()).id();
        await("a replay").atMost(Duration.ofSeconds(60)).until(() -> administrator.get(path + "/" + id).body().path("state").asString(""),
                state -> state.equals("ready"));
        return id;
    }

    /** So slow that it can't be done before it is paused. */
    private static String pausedReplay(Api administrator) throws IOException {
        var path = "/api/v1/admin/projections/" + PAUSED_ON + "/replays";
        var id = administrator.post(path, Map.of("throttle", 1)).id();
        var paused = administrator.post(path + "/" + id + "/pause", Map.of());
        if (!paused.body().path("state").asString("").equals("paused")) {
            throw new IOException("the replay can't be paused: " + paused.status() + " " + paused.body());
        }
        return id;
    }

    String book() {
        return book;
    }

    /** The value of a path parameter: which thing it names, the word before it in the path says. */
    String named(Operation operation, String parameter) throws IOException {
        var before = operation.path().substring(0, operation.path().indexOf("/{" + parameter + "}"));
        var kind = before.substring(before.lastIndexOf('/') + 1);
        return switch (kind) {
            case "books" -> operation.path().endsWith("/restore") || operation.name().equals("DELETE /api/v1/books/{id}") ? spareBook : book;
            case "aggregates" -> book;
            case "projections" -> switch (operation.name()) {
                case BEGINNING -> "shelves";
                case THROTTLING -> PAUSED_ON;
                default -> READY_ON;
            };
            case "replays" -> operation.name().equals(THROTTLING) ? pausedReplay : readyReplay;
            case "dead-letters" -> owner.get("/api/v1/admin/dead-letters?limit=1").body().at("/items/0/id").asString("1");
            case "chapters" -> "1";
            case "cache" -> "library:*";
            case "resources" -> SmallEpub.COVER;
            default -> newOne(kind);
        };
    }

    /** The id of a shelf, an annotation and so on that nobody else uses. */
    private String newOne(String kind) throws IOException {
        var answer = switch (kind) {
            case "shelves" -> owner.post("/api/v1/shelves", Map.of("name", "A shelf"));
            case "annotations" -> owner.post("/api/v1/books/" + book + "/annotations", ANNOTATION);
            case "device-passwords" -> owner.post("/api/v1/me/device-passwords", Map.of("name", "A device", "scopes", List.of("opds")));
            case "invitations" -> owner.post("/api/v1/auth/invitations", Map.of());
            default -> throw new AssertionError("nobody here knows what “" + kind + "” is in a path: teach Possessions.newOne");
        };
        if (answer.status() != 201) {
            throw new IOException(kind + ": " + answer.status() + " " + answer.body());
        }
        return answer.id();
    }

    /** A reader who owns nothing and may be erased. */
    Api somebodyElse() throws IOException {
        return Api.registered(owner.url(), UUID.randomUUID() + "@example.org", Lectern.PASSWORD);
    }
}
