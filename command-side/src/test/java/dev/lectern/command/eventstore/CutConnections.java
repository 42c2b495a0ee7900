package dev.lectern.command.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A cable to PostgreSQL that can be cut: what the server answers is lost, and the connection with it. What it was answering to
 * was done by then, since it answers a statement, or a commit, when it is.
 */
final class CutConnections implements AutoCloseable {

    private final ServerSocket door;
    private final int database;
    private final AtomicReference<@Nullable String> request = new AtomicReference<>();
    private final AtomicBoolean cutting = new AtomicBoolean();

    CutConnections(int database) {
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = database;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts the connection when the server answers to a request with this text. Once. */
    void cutAnswerTo(String text) {
        request.set(text);
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), database);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pass(client, server, false));
                Thread.ofVirtual().start(() -> pass(server, client, true));
            }
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        var buffer = new byte[64 * 1024];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && cutting.compareAndSet(true, false)) {
                    return;
                }
                var awaited = request.get();
                if (!answers && awaited != null && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(awaited)) {
                    request.set(null);
                    cutting.set(true);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // by the other direction
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
