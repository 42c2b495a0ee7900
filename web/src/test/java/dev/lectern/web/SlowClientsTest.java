package dev.lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then don't keep a connection, and others don't notice them. */
@Timeout(60)
class SlowClientsTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String UPLOAD = "POST /upload HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir static Path directory;
    private static Tomcat tomcat;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        var http = new TimedHttp();
        http.limit(Duration.ofMillis(200), Duration.ofMillis(200), 1024);
        tomcat.setConnector(new Connector(http));
        tomcat.getConnector().setPort(0);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemReportValve.class.getName());
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "upload", new Upload());
        context.addServletMappingDecoded("/upload", "upload");
        tomcat.start();
        port = tomcat.getConnector().getLocalPort();
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        CLIENT.close();
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection() throws Exception {
        assertThat(Dripping.untilClosed(port, UPLOAD + "Slow: ", othersAreServed())).isEmpty();
        assertThat(Dripping.untilClosed(port, "POST /upl", othersAreServed())).isEmpty();
    }

    @Test
    void a_body_that_nobody_wants_is_not_waited_for_either() throws Exception {
        assertThat(Dripping.untilClosed(port, "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", othersAreServed()))
                .startsWith("HTTP/1.1 404 ").contains("application/problem+json");
    }

    @Test
    void a_second_request_on_a_connection_has_a_time_of_its_own() throws Exception {
        assertThat(Dripping.untilClosed(port, UPLOAD + "Content-Length: 1\r\n\r\nx" + UPLOAD + "Content-Length: 100000\r\n\r\n",
                othersAreServed())).startsWith("HTTP/1.1 200 ").contains("took 1", "HTTP/1.1 4", "Connection: close");
    }

    @Test
    void a_large_body_may_take_as_long_as_its_length_is_worth() throws Exception {
        var body = "x".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(CLIENT.send(upload(BodyPublishers.ofByteArray(body)), BodyHandlers.ofString()).body()).isEqualTo("took 500000");
        assertThat(new TimedBody.Limit(Duration.ofSeconds(1), 1024).isOver(2_500_000_000L, 2048)).isFalse();
        assertThat(new TimedBody.Limit(Duration.ofSeconds(1), 1024).isOver(3_500_000_000L, 2048)).isTrue();
    }

    private static Callable<?> othersAreServed() {
        return () -> assertThat(CLIENT.send(upload(BodyPublishers.noBody()), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static HttpRequest upload(HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/upload")).POST(body).build();
    }

    /** Takes whatever comes. */
    private static final class Upload extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("took " + request.getInputStream().transferTo(OutputStream.nullOutputStream()));
        }
    }
}
