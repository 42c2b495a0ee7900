package dev.lectern.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** A client that sends one byte after the other, and listens a moment between two of them. */
public final class Dripping {

    private static final int LISTENING_MS = 20;

    private Dripping() {
    }

    /**
     * Says the beginning of a request, and drips until the server closes the connection.
     *
     * @param beside what others do meanwhile, after each byte
     * @return what the server said
     */
    public static String untilClosed(int port, String beginning, Callable<?> beside) throws Exception {
        var said = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LISTENING_MS);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (!isClosed(socket, said)) {
                beside.call();
            }
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static boolean isClosed(Socket socket, ByteArrayOutputStream said) {
        var buffer = new byte[4096];
        try {
            socket.getOutputStream().write('a');
            int read = socket.getInputStream().read(buffer);
            said.write(buffer, 0, Math.max(0, read));
            return read < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
