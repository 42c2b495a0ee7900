package dev.lectern.command.performance;

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
class RequestTiming extends OncePerRequestFilter {

    private final RouteMeters routes;

    RequestTiming(RouteMeters routes) {
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long began = System.nanoTime();
        var statements = new Statements();
        var timed = new TimedResponse(response, began, statements);
        try {
            ScopedValue.where(Statements.CURRENT, statements).call(() -> {
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
                routes.count(request.getMethod(), route, System.nanoTime() - began, statements.number());
            }
        }
    }

    private static final class TimedResponse extends OnCommittedResponseWrapper {

        private final long began;
        private final Statements statements;
        private boolean said;

        TimedResponse(HttpServletResponse response, long began, Statements statements) {
            super(response);
            this.began = began;
            this.statements = statements;
        }

        @Override
        protected void onResponseCommitted() {
            say();
        }

        /** Durations in milliseconds (W3C Server Timing). */
        void say() {
            if (!said && !isCommitted()) {
                said = true;
                setHeader("Server-Timing", "db;dur=" + ms(statements.nanoseconds())
                        + ", app;dur=" + ms(Math.max(0, System.nanoTime() - began - statements.nanoseconds())));
            }
        }

        private static String ms(long nanoseconds) {
            return Double.toString(nanoseconds / 10_000 / 100.0);
        }
    }
}
