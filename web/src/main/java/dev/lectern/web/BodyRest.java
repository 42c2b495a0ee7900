package dev.lectern.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/** Reads to its end what nobody wanted of a body, so that its sender hears the answer; not at any pace, and not everything. */
final class BodyRest implements Adapter {

    private static final long MOST = 2 * 1024 * 1024;

    private final Adapter adapter;

    BodyRest(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        adapter.service(request, response);
        // who waits for 100 (Continue) and was refused sends nothing more
        if (!is(request, ActionCode.ASYNC_IS_ASYNC) && !request.hasExpectation()) {
            readRest(request, response);
        }
    }

    private static void readRest(Request request, Response response) {
        var dropped = new Dropped();
        try {
            int read = 0;
            for (long bytes = 0; read >= 0 && bytes < MOST && !is(request, ActionCode.REQUEST_BODY_FULLY_READ); bytes += read) {
                read = request.doRead(dropped);
            }
        } catch (IOException e) {
            response.action(ActionCode.CLOSE_NOW, e);
        }
    }

    private static boolean is(Request request, ActionCode question) {
        var answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return adapter.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }

    /** Where bytes go that nobody wants. */
    private static final class Dropped implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            buffer = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // the buffers are Tomcat's own
        }
    }
}
