// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The API's description for people: Swagger UI from its WebJar, on the merged document. */
final class ApiDocs extends HttpServlet {

    private static final String START = """
            window.onload = () => {
              window.ui = SwaggerUIBundle({
                url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true,
                presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
                plugins: [SwaggerUIBundle.plugins.DownloadUrl], layout: "StandaloneLayout"
              });
            };
            """;

    private final String files = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo();
        if (path == null) {
            response.sendRedirect("/docs/");
            return;
        }
        var name = path.equals("/") ? "index.html" : path.substring(1);
        if (name.equals("swagger-initializer.js")) {
            response.setContentType("text/javascript");
            response.getWriter().write(START);
            return;
        }
        try (var file = name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*") ? ApiDocs.class.getResourceAsStream(files + name) : null) {
            if (file == null) {
                Problem.write(response, 404, "not-found", "There is no such page. The API is described at /docs.");
                return;
            }
            response.setContentType(getServletContext().getMimeType(name));
            file.transferTo(response.getOutputStream());
        }
    }

    private static String version() {
        try (var properties = ApiDocs.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (properties == null) {
                throw new IllegalStateException("the swagger-ui WebJar is not on the class path");
            }
            var values = new Properties();
            values.load(properties);
            return values.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
