// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat that answers as a service would, and says which one it is. */
final class StubService implements AutoCloseable {

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Tomcat tomcat = new Tomcat();
    private final String name;

    StubService(String name, Path directory) throws LifecycleException, IOException {
        this.name = name;
        var files = Files.createDirectories(directory.resolve(name));
        Files.writeString(Files.createDirectories(files.resolve("api/v1/files")).resolve("book.epub"), "0123456789");
        tomcat.setBaseDir(files.toString());
        var connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", files.toString());
        Tomcat.addServlet(context, "files", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/api/v1/files/*", "files");
        var echo = Tomcat.addServlet(context, "echo", new Echo());
        echo.setAsyncSupported(true);
        echo.setMultipartConfigElement(new MultipartConfigElement(files.toString()));
        context.addServletMappingDecoded("/", "echo");
        tomcat.start();
    }

    Upstream upstream() {
        return Upstream.of(name, tomcat.getConnector());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private final class Echo extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            response.setHeader("Stub", name);
            response.setCharacterEncoding("UTF-8");
            switch (request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo()) {
                case "/api/v1/upload" -> response.getWriter().write(name + " took " + count(request.getInputStream()));
                case "/api/v1/part" -> response.getWriter().write(name + " took " + request.getPart("file").getSize());
                case "/api/v1/broken" -> throw new ServletException("broken");
                case "/api/v1/teapot" -> response.sendError(418);
                case "/api/v1/late" -> late(request);
                case "/api/v1/events" -> stream(request);
                case "/openapi.json" -> response.getWriter().write(openApi());
                case "/actuator/health", "/livez" -> response.getWriter().write("{\"status\":\"UP\"}");
                default -> response.getWriter().write(String.join(" ", name, request.getMethod(), request.getRequestURI(),
                        String.valueOf(request.getQueryString()), String.valueOf(request.getParameter("q")), request.getServerName()));
            }
        }

        private void late(HttpServletRequest request) {
            var async = request.startAsync();
            async.start(() -> {
                try {
                    async.getResponse().getWriter().write(name + " late");
                    async.complete();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** Sends what the test puts into the queue, as it comes; "end" ends. */
        private void stream(HttpServletRequest request) {
            var async = request.startAsync();
            async.setTimeout(0);
            Thread.ofVirtual().start(() -> {
                try {
                    var answer = (HttpServletResponse) async.getResponse();
                    answer.setContentType("text/event-stream");
                    answer.flushBuffer();
                    for (var event = events.take(); !event.equals("end"); event = events.take()) {
                        answer.getOutputStream().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                        answer.flushBuffer();
                    }
                    async.complete();
                } catch (IOException | InterruptedException e) {
                    async.complete();
                }
            });
        }

        private String openApi() {
            var reads = name.equals("query-side");
            return """
                    {"openapi":"3.1.0","info":{"title":"%1$s"},"tags":[{"name":"Administration"},{"name":"%1$s"}],
                     "paths":{"/api/v1/books":{"%2$s":{"x":{"$ref":"#/components/schemas/Book"}}},"/api/v1/admin/%3$s":{"%4$s":{}}},
                     "components":{"schemas":{"Book":{"title":"%1$s"},"Same":{"type":"string"}}}}
                    """.formatted(name, reads ? "get" : "post", reads ? "cache" : "queues", reads ? "delete" : "post");
        }

        private static long count(InputStream body) throws IOException {
            var bytes = 0L;
            var buffer = new byte[8192];
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
            return bytes;
        }
    }
}
