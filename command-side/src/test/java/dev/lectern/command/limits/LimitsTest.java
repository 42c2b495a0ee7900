package dev.lectern.command.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import redis.embedded.RedisServer;

/** What is too much is refused, at all instances together while Redis is there, and at each while it isn't. */
class LimitsTest {

    private static final List<String> PROPERTIES = List.of("lectern.limits.enabled=true", "lectern.limits.trusted-proxies=127.0.0.1,::1",
            "lectern.limits.login=4/1h", "lectern.limits.account=2/1h", "lectern.limits.register=3/1h", "lectern.limits.upload=2/1h",
            "lectern.limits.reader=5/1h", "lectern.redis.timeout=2s");

    private static RedisServer redis;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        redis = new RedisServer(port);
        redis.start();
        var properties = new ArrayList<>(PROPERTIES);
        properties.add("lectern.redis.url=redis://localhost:" + port);
        one = Servers.startService(properties.toArray(String[]::new));
        other = Servers.startService(properties.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        other.close();
        redis.stop();
    }

    @Test
    void sign_ins_from_one_address_are_limited_whatever_it_says_of_itself_and_wherever_it_asks() {
        var statuses = IntStream.range(0, 6).mapToObj(i -> login(i % 2 == 0 ? one : other, somebody(), "198.51.100." + i + ", 203.0.113.1"))
                .toList();
        assertThat(statuses).extracting(Answer::status).containsExactly(401, 401, 401, 401, 429, 429);
        assertThat(statuses.getLast().json().get("type").asString()).isEqualTo("https://lectern.dev/problems/too-many-requests");
        assertThat(Integer.parseInt(statuses.getLast().header("Retry-After"))).isBetween(1, 3600);
        assertThat(login(one, somebody(), "203.0.113.2").status()).isEqualTo(401);
    }

    @Test
    void sign_ins_to_one_account_are_limited_wherever_they_come_from() {
        var email = somebody();
        assertThat(IntStream.range(0, 3).mapToObj(i -> login(one, i == 1 ? email.toUpperCase() : email, "192.0.2." + i).status()).toList())
                .containsExactly(401, 401, 429);
    }

    @Test
    void who_knows_the_password_signs_in_as_often_as_they_like() {
        var email = somebody();
        assertThat(Client.of(port(one)).post("/api/v1/auth/register", credentials(email), "X-Forwarded-For", "203.0.113.50").status()).isEqualTo(201);
        assertThat(IntStream.range(0, 8).mapToObj(i -> login(i % 2 == 0 ? one : other, email, "203.0.113.50").status()).toList()).containsOnly(200);
    }

    @Test
    void accounts_made_from_one_address_are_limited() {
        assertThat(IntStream.range(0, 4).mapToObj(_ -> register("203.0.113.10").status()).toList()).containsExactly(201, 201, 201, 429);
    }

    @Test
    void uploads_of_one_reader_are_limited_and_anothers_are_not() {
        var reader = reader("203.0.113.20");
        for (int i = 0; i < 2; i++) {
            assertThat(reader.upload(SmallEpub.titled("Many", "Words. " + UUID.randomUUID())).status()).isEqualTo(202);
        }
        assertThat(reader.upload(SmallEpub.titled("Many", "Words. " + UUID.randomUUID())).status()).isEqualTo(429);
        assertThat(reader("203.0.113.20").upload(SmallEpub.titled("One", "Words. " + UUID.randomUUID())).status()).isEqualTo(202);
    }

    @Test
    void requests_of_any_kind_by_one_reader_are_limited_at_all_instances() {
        var reader = reader("203.0.113.30");
        var elsewhere = reader.at(port(other));
        var statuses = IntStream.range(0, 6).mapToObj(i -> (i % 2 == 0 ? reader : elsewhere).post("/api/v1/shelves", "{\"name\":\"Shelf " + i + "\"}").status()).toList();
        assertThat(statuses).containsExactly(201, 201, 201, 201, 201, 429);
    }

    @Test
    void while_redis_is_away_each_instance_counts_for_itself() throws IOException {
        login(one, somebody(), "203.0.113.40");
        redis.stop();
        var statuses = IntStream.range(0, 5).mapToObj(_ -> login(one, somebody(), "203.0.113.41").status()).toList();
        assertThat(statuses).containsExactly(401, 401, 401, 401, 429);
        redis.start();
        Awaitility.await("Redis to be asked again").until(() -> login(one, somebody(), "203.0.113.41").status() == 401);
    }

    private static Answer login(ConfigurableApplicationContext instance, String email, String forwardedFor) {
        return Client.of(port(instance)).post("/api/v1/auth/login", credentials(email), "X-Forwarded-For", forwardedFor);
    }

    private static Answer register(String address) {
        return Client.of(port(one)).post("/api/v1/auth/register", credentials(somebody()), "X-Forwarded-For", address);
    }

    private static Client reader(String address) {
        return Client.of(port(one)).withToken(register(address).json().get("accessToken").asString());
    }

    private static String somebody() {
        return UUID.randomUUID() + "@example.org";
    }

    private static String credentials(String email) {
        return "{\"email\":\"%s\",\"password\":\"a long password\"}".formatted(email);
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
