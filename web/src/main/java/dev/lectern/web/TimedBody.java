package dev.lectern.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A request's body, whose parts may be waited for so long in all, and longer the more came of it. Only waiting counts, not what the
 * service does between two parts.
 */
final class TimedBody implements InputBuffer {

    /**
     * @param time           to wait in all
     * @param bytesPerSecond that are worth another second
     */
    record Limit(Duration time, long bytesPerSecond) {

        boolean isOver(long waitedNanos, long bytes) {
            return waitedNanos > time.toNanos() + bytes * 1e9 / bytesPerSecond;
        }
    }

    private final Request request;
    private final InputBuffer body;
    private final Supplier<Limit> limit;
    private long startOfRequest;
    private long waited;

    TimedBody(Request request, InputBuffer body, Supplier<Limit> limit) {
        this.request = request;
        this.body = body;
        this.limit = limit;
    }

    /** Tomcat answers the time-out with 408, and closes the connection. */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (startOfRequest != request.getStartTimeNanos()) {
            startOfRequest = request.getStartTimeNanos();
            waited = 0;
        }
        long asked = System.nanoTime();
        int read = body.doRead(handler);
        waited += System.nanoTime() - asked;
        if (read > 0 && limit.get().isOver(waited, request.getBytesRead())) {
            throw new SocketTimeoutException("the body comes too slowly");
        }
        return read;
    }

    @Override
    public int available() {
        return body.available();
    }
}
