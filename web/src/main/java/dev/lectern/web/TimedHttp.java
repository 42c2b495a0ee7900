package dev.lectern.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP for clients that may be slow, but not for ever. Tomcat's own limits of time begin anew with each byte, so that whoever sends
 * one now and then keeps a connection as long as they like. Tomcat makes it by its name.
 */
public final class TimedHttp extends Http11NioProtocol {

    /** Bytes: a book comes in thousands of pieces if they are Tomcat's own 8 KB. */
    private static final int READ_AT_ONCE = 64 * 1024;

    private volatile Duration headerTime = Duration.ofSeconds(10);
    private volatile TimedBody.Limit bodyLimit = new TimedBody.Limit(Duration.ofSeconds(30), 1024);

    public TimedHttp() {
        getEndpoint().getSocketProperties().setAppReadBufSize(READ_AT_ONCE);
        getEndpoint().setHandler(new TimedHeaders(getHandler()));
    }

    /**
     * @param header       in which a request's head must come
     * @param body         for which the parts of its body may be waited for in all, besides
     * @param bodyPerSecond the bytes that are worth another second
     */
    public void limit(Duration header, Duration body, long bodyPerSecond) {
        headerTime = header;
        bodyLimit = new TimedBody.Limit(body, bodyPerSecond);
    }

    @Override
    protected Processor createProcessor() {
        var processor = super.createProcessor();
        var request = processor.getRequest();
        request.setInputBuffer(new TimedBody(request, request.getInputBuffer(), () -> bodyLimit));
        return processor;
    }

    /** What nobody read of a body is read here, because Tomcat would wait for it without a limit in all. */
    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(adapter instanceof BodyRest ? adapter : new BodyRest(adapter));
    }

    /** Closes a connection whose request's head is not complete in time, when the next part of it comes. */
    private final class TimedHeaders implements Handler<NioChannel> {

        private final Handler<NioChannel> handler;
        /** Since when each connection's head is incomplete, as {@link System#nanoTime()}. */
        private final Map<SocketWrapperBase<NioChannel>, Long> incomplete = new ConcurrentHashMap<>();

        private TimedHeaders(Handler<NioChannel> handler) {
            this.handler = handler;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            var since = incomplete.get(connection);
            if (since != null && System.nanoTime() - since > headerTime.toNanos()) {
                return SocketState.CLOSED;
            }
            var state = handler.process(connection, event);
            if (state == SocketState.LONG && connection.getCurrentProcessor() instanceof Processor at && !at.isAsync() && !at.isUpgrade()) {
                incomplete.putIfAbsent(connection, System.nanoTime());
            } else {
                incomplete.remove(connection);
            }
            return state;
        }

        @Override
        public Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> connection) {
            incomplete.remove(connection);
            handler.release(connection);
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }
}
