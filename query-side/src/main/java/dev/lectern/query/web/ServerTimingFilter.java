package dev.lectern.query.web;

import dev.lectern.web.performance.RouteMeters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Puts {@code Server-Timing} on every answer, at the last moment before its head is sent, and counts what it says by route. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServerTimingFilter extends OncePerRequestFilter {

    private final RouteMeters routes;

    ServerTimingFilter(RouteMeters routes) {
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var timing = new ServerTiming();
        var timed = new TimedResponse(response, timing);
        try {
            ScopedValue.where(ServerTiming.CURRENT, timing).call(() -> {
                chain.doFilter(request, timed);
                return timed;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            timed.say();
            if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
                routes.count(request.getMethod(), route, timing.elapsed(), timing.statements());
            }
        }
    }

    private static final class TimedResponse extends OnCommittedResponseWrapper {

        private final ServerTiming timing;
        private boolean said;

        TimedResponse(HttpServletResponse response, ServerTiming timing) {
            super(response);
            this.timing = timing;
        }

        @Override
        protected void onResponseCommitted() {
            say();
        }

        void say() {
            if (!said && !isCommitted()) {
                said = true;
                setHeader("Server-Timing", timing.header());
            }
        }
    }
}
