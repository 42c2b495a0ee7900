package dev.lectern.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The service as it starts where there is no Kafka. */
class NlpProcessorApplicationTest {

    @Test
    void it_starts_without_kafka_says_so_and_can_be_started_twice_in_one_process() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (var context = NlpProcessorApplication.builder().run("--server.port=0", "--lectern.nlp.bootstrap=localhost:1",
                    "--lectern.nlp.workers=1")) {
                int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

                assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
                assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
                var health = get(port, "/actuator/health");
                assertThat(health.statusCode()).isEqualTo(503);
                assertThat(health.body()).contains("\"kafka\":{\"details\"").contains("localhost:1");
                assertThat(get(port, "/actuator/prometheus").body()).contains("lectern_nlp_tokens_total");
            }
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
