package dev.lectern.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import org.junit.jupiter.api.Test;

/** What browsers may do for pages of other origins. */
class CorsTest {

    @Test
    void only_pages_of_an_origin_that_is_named_may_write() {
        try (var service = Servers.startService("lectern.cors.origins=https://reader.example")) {
            var reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();

            var allowed = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}", "Origin", "https://reader.example");
            assertThat(allowed.status()).isEqualTo(201);
            assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://reader.example");

            var refused = reader.post("/api/v1/shelves", "{\"name\":\"Land\"}", "Origin", "https://evil.example");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().get("type").asString()).endsWith("not-allowed");
            assertThat(refused.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void without_a_name_no_page_is_told_anything() {
        try (var service = Servers.startService()) {
            var reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
            assertThat(reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}", "Origin", "https://reader.example")
                    .header("Access-Control-Allow-Origin")).isNull();
        }
    }
}
