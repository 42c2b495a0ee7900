package dev.lectern.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets pages of configured origins use the API from a browser. Tokens are sent by scripts, so there are no credentials to allow. */
public final class CorsFilters {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> TOLD = List.of("ETag", "Location", "Retry-After", "Lectern-Position", "Server-Timing");

    private CorsFilters() {
    }

    /**
     * A filter for all paths.
     *
     * @param refusal what pages of other origins are told
     */
    public static CorsFilter of(CorsProperties cors, ProblemWriter problems, Supplier<ProblemDetail> refusal) {
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
                problems.write(((ServletServerHttpResponse) response).getServletResponse(), refusal.get());
            }
        });
        return filter;
    }
}
