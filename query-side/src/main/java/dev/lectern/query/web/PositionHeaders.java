package dev.lectern.query.web;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.Positions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/** Reading one's own writes: waits for {@code Lectern-Min-Position}, tells {@code Lectern-Position}. */
final class PositionHeaders implements HandlerInterceptor {

    static final String POSITION = "Lectern-Position";
    static final String MIN_POSITION = "Lectern-Min-Position";

    private final Positions positions;
    private final Duration maxWait;

    PositionHeaders(Positions positions, Duration maxWait) {
        this.positions = positions;
        this.maxWait = maxWait;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        ServerTiming.authenticated();
        var wanted = request.getHeader(MIN_POSITION);
        boolean reached = wanted == null || positions.await(parse(wanted), maxWait);
        // before the query runs, so never ahead of what it finds
        response.setHeader(POSITION, positions.current().toString());
        if (!reached) {
            throw Problem.positionNotReached(Duration.ofSeconds(1));
        }
        return true;
    }

    private static Position parse(String text) {
        try {
            var position = Position.parse(text.strip());
            if (position.compareTo(Position.START) >= 0 && position.index() >= 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.invalid(MIN_POSITION, "Send " + MIN_POSITION + " as it came in a Lectern-Position header, or leave it out.");
    }
}
