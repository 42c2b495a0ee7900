// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hands each request of one connection to the Tomcat it belongs to, below the servlet layer: nothing is copied and no second
 * connection is opened, so streamed uploads, ranges and asynchronous answers work as if the service had been called itself.
 */
final class Dispatcher implements Adapter {

    /** Tomcat uses the low ones of a request's 32 note slots. */
    private static final int VISITS = 30;

    private final Routes routes;
    private final Phaser inFlight = new Phaser(1);

    Dispatcher(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        inFlight.register();
        try {
            visits(request).enter(routes.of(request), request, response).service(request, response);
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return current(request).prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return current(request).asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        current(request).log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        current(request).checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return routes.house().getDomain();
    }

    /** Waits until no thread works on a request; answers that trickle on without one, as event streams do, don't count. */
    void awaitQuiet(long seconds) {
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arrive(), seconds, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            // whoever is still at work is cut off by the stop that follows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Adapter current(Request request) {
        var current = visits(request).current;
        return current == null ? routes.house() : current;
    }

    private static Visits visits(Request request) {
        if (request.getNote(VISITS) instanceof Visits visits) {
            return visits;
        }
        var visits = new Visits();
        request.setNote(VISITS, visits);
        return visits;
    }

    /** Tomcat keeps its servlet request with the connection's low-level one, for one service only; here each service has its own. */
    private static final class Visits {

        private record Pair(@Nullable Object request, @Nullable Object response) {}

        private static final Pair NONE = new Pair(null, null);

        private final Map<Adapter, Pair> elsewhere = new HashMap<>();
        private @Nullable Adapter current;

        Adapter enter(Adapter next, Request request, Response response) {
            if (next != current) {
                if (current != null) {
                    elsewhere.put(current, new Pair(request.getNote(CoyoteAdapter.ADAPTER_NOTES),
                            response.getNote(CoyoteAdapter.ADAPTER_NOTES)));
                }
                var known = elsewhere.getOrDefault(next, NONE);
                request.setNote(CoyoteAdapter.ADAPTER_NOTES, known.request());
                response.setNote(CoyoteAdapter.ADAPTER_NOTES, known.response());
                current = next;
            }
            return next;
        }
    }
}
