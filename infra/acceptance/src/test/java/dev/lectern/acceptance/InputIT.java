package dev.lectern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.acceptance.HostileInput.Hostile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation that the services describe, driven with input that is right and input that isn't: nothing fails, and every
 * answer is one that the description promises. The operations come from the descriptions, so a new one is tried by itself.
 * {@code -Dlectern.input.seed=N} repeats a run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InputIT {

    private static final long SEED = Long.getLong("lectern.input.seed", System.nanoTime());
    private static final int VALID = Integer.getInteger("lectern.input.valid", 12);
    private static final int PATIENCE = 200;
    private static final int SHOWN = 5;
    @TempDir static Path directory;
    private static final Set<String> SUCCEEDED = new TreeSet<>();
    private static Lectern lectern;
    private static Api admin;
    private static Possessions possessions;
    private static List<Operation> operations;

    @BeforeAll
    static void start() throws IOException {
        // refusals for being too many would hide the others, and nobody here has the time to wait
        lectern = Lectern.up(directory.resolve("data"), Map.of("LECTERN_LIMITS_ENABLED", "false", "LECTERN_EVENTS_PER_READER", "1000",
                "LECTERN_PROGRESS_BURST", "100000", "LECTERN_READ_MAX_WAIT", "50ms"));
        admin = lectern.asAdministrator();
        // each may be given up once, and one has to be left that is taken up again
        NamelessShelves.of(lectern, admin, 3 * VALID);
        possessions = Possessions.of(admin, new SmallEpub(Secrets.TITLE, 3).bytes());
        operations = Stream.concat(described("command-side"), described("query-side")).toList();
    }

    private static Stream<Operation> described(String service) throws IOException {
        return Operation.of(Api.nobody(lectern.service(service)).get("/openapi.json").body());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(lectern.stop()).isZero();
    }

    @Test
    @Order(1)
    void the_front_door_describes_what_the_services_do() throws IOException {
        var whole = Operation.of(Api.nobody(lectern.url()).get("/openapi.json").body()).map(Operation::name).toList();
        assertThat(whole).containsExactlyInAnyOrderElementsOf(operations.stream().map(Operation::name).toList());
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> every_operation_answers_as_it_is_described() {
        return operations.stream().map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
            var random = new Random(SEED + operation.name().hashCode());
            var faults = new ArrayList<String>();
            tryValid(operation, new Requests(admin, possessions, random), faults);
            tryHostile(operation, new Requests(admin, possessions, random), faults);
            assertThat(faults.stream().limit(SHOWN).toList()).as("%d faults; -Dlectern.input.seed=%d repeats them", faults.size(), SEED).isEmpty();
        }));
    }

    @Test
    @Order(3)
    void what_is_right_gets_through_to_where_it_is_done() {
        assertThat(SUCCEEDED).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(operations.stream().map(Operation::name).toList());
    }

    @Test
    @Order(4)
    void what_another_site_asks_for_its_visitors_is_not_shown_to_it() throws IOException {
        var books = RawRequest.of("GET", "/api/v1/books").with("Authorization", "Bearer " + admin.token());
        for (var request : List.of(books, books.by("OPTIONS").with("Access-Control-Request-Method", "GET"), books.by("POST"),
                RawRequest.of("OPTIONS", "/api/v1/shelves").with("Access-Control-Request-Method", "POST"))) {
            var answer = request.with("Origin", "https://elsewhere.example").send(lectern.url());
            assertThat(answer.headers().keySet()).as(request.toString()).noneMatch(header -> header.startsWith("access-control-"));
            assertThat(answer.header("X-Content-Type-Options")).as(request.toString()).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(request.toString()).isEqualTo("DENY");
        }
    }

    @Test
    @Order(5)
    void nothing_that_is_secret_was_logged() throws IOException {
        var log = lectern.log();
        assertThat(Secrets.all(admin)).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
        assertThat(log.lines().filter(line -> line.contains(" ERROR ") && !line.contains(NamelessShelves.COMPLAINT))).as("what failed without an answer that says so").isEmpty();
    }

    private static void tryValid(Operation operation, Requests requests, List<String> faults) throws IOException {
        // by chance some say what makes no sense: a random place may lie in no chapter
        for (int i = 0; i < VALID || !SUCCEEDED.contains(operation.name()) && i < PATIENCE; i++) {
            var request = requests.valid(operation);
            var answer = request.send(lectern.url());
            if (answer.status() / 100 == 2) {
                SUCCEEDED.add(operation.name());
            }
            note(operation, new Hostile("valid", request, false), answer, faults);
        }
    }

    private static void tryHostile(Operation operation, Requests requests, List<String> faults) throws IOException {
        var good = requests.valid(operation);
        for (var hostile : hostile(operation, requests, good).toList()) {
            note(operation, hostile, hostile.request().send(lectern.url()), faults);
        }
    }

    private static Stream<Hostile> hostile(Operation operation, Requests requests, RawRequest good) throws IOException {
        var methods = operations.stream().filter(other -> other.takes(good.target())).map(Operation::method).toList();
        var others = new ArrayList<String>();
        for (var list : operations) {
            if (!list.path().equals(operation.path()) && list.method().equals("GET")) {
                others.add(cursor(list, requests));
            }
        }
        var own = cursor(operation, requests);
        // a chapter's passages are part of the book's, so both go on alike
        others.removeIf(other -> other.isEmpty() || other.equals(own));
        // hashing a password takes its time, and none of these get that far
        var beyondJson = HostileInput.of(operation, operation.isOpen() && operation.jsonBody().isPresent() ? good.with(HostileInput.bytes("{}")) : good,
                own, others, methods);
        if (operation.isUpload()) {
            return Stream.concat(beyondJson, HostileUploads.of(good));
        }
        if (operation.jsonBody().isEmpty()) {
            return beyondJson;
        }
        var body = Stream.generate(() -> requests.body(operation)).flatMap(Optional::stream).findFirst().orElseThrow();
        var typed = good.with("Content-Type", "application/json");
        return Stream.concat(beyondJson, HostileBodies.of(operation, operation.jsonBody().get(),
                typed.with(JsonMapper.shared().writeValueAsBytes(body)), body));
    }

    /** Where a list goes on after one item, or empty. */
    private static String cursor(Operation operation, Requests requests) throws IOException {
        if (operation.parameters("query").stream().noneMatch(parameter -> parameter.name().equals("cursor"))) {
            return "";
        }
        var required = operation.parameters("query").stream().filter(Operation.Parameter::required)
                .map(parameter -> "&" + parameter.name() + "=" + possessions.book()).toList();
        var answer = admin.get(requests.path(operation) + "?limit=1" + String.join("", required)).body();
        JsonNode next = answer.path("next").isMissingNode() ? answer.at("/first/next") : answer.path("next");
        return next.asString("").replaceAll(".*cursor=", "");
    }

    private static void note(Operation operation, Hostile hostile, RawRequest.Answer answer, List<String> faults) {
        var wrong = new ArrayList<>(operation.faultsOf(answer));
        if (hostile.mustBeRefused() && answer.status() / 100 != 4) {
            wrong.add("this must be refused");
        }
        if (!wrong.isEmpty()) {
            faults.add("%s: %s%n%s%n→ %d %s%n".formatted(hostile.what(), wrong, hostile.request(), answer.status(),
                    answer.text().substring(0, Math.min(600, answer.text().length()))));
        }
    }
}
