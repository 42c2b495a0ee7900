package dev.lectern.command.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets pages of configured origins use the API from a browser. Tokens are sent by scripts, so there are no credentials to allow. */
final class CorsFilters {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> TOLD = List.of("ETag", "Location", "Retry-After", "Lectern-Position", "Server-Timing");

    private CorsFilters() {
    }

    static CorsFilter of(CorsProperties cors, JsonMapper json) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(cors.origins());
        allowed.setAllowedMethods(METHODS);
        allowed.addAllowedHeader(CorsConfiguration.ALL);
        allowed.setExposedHeaders(TOLD);
        allowed.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        var filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                Problem.write(((ServletServerHttpResponse) response).getServletResponse(), json, Problem.detail(HttpStatus.FORBIDDEN,
                        "not-allowed", "Pages of that origin may not use this API: lectern.cors.origins doesn't name it.", Map.of()));
            }
        });
        return filter;
    }
}
