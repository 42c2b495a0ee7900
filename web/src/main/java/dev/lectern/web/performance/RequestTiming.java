package dev.lectern.web.performance;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Puts {@code Server-Timing} on every answer, at the last moment before its head is sent, and counts what it says by route. That
 * readers ask is told when they do; administrators, who watch what steps back for readers, are none.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestTiming extends OncePerRequestFilter {

    private static final String ADMINISTRATION = "/api/v1/admin/";

    private final ReaderActivity readers;
    private final RouteMeters routes;
    private final Supplier<? extends RequestFigures> begun;

    /**
     * @param readers are told of each request but administrators'
     * @param begun   the figures of a request that has just come
     */
    public RequestTiming(ReaderActivity readers, RouteMeters routes, Supplier<? extends RequestFigures> begun) {
        this.readers = readers;
        this.routes = routes;
        this.begun = begun;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getRequestURI().startsWith(ADMINISTRATION)) {
            readers.asked();
        }
        var figures = begun.get();
        var timed = new TimedResponse(response, figures);
        try {
            figures.known().call(() -> {
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
                routes.count(request.getMethod(), route, figures.elapsed(), figures.statements());
            }
        }
    }

    private static final class TimedResponse extends OnCommittedResponseWrapper {

        private final RequestFigures figures;
        private boolean said;

        TimedResponse(HttpServletResponse response, RequestFigures figures) {
            super(response);
            this.figures = figures;
        }

        @Override
        protected void onResponseCommitted() {
            say();
        }

        void say() {
            if (!said && !isCommitted()) {
                said = true;
                setHeader("Server-Timing", figures.serverTiming());
            }
        }
    }
}
