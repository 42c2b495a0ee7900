// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection that is kept alive: sends prepared requests, and reads answers with as little work as possible. */
public final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MS = 60_000;

    /** A status, the head as it came, and the body if it was asked for. */
    public record Answer(int status, String head, byte[] body) {

        /** A header's value, without regard to case; {@code null} if there is none. */
        public @Nullable String header(String name) {
            return head.lines().skip(1).filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse(null);
        }

        /** The body as text, unpacked if it came packed. */
        public String text() {
            if (!"gzip".equals(header("content-encoding"))) {
                return new String(body, StandardCharsets.UTF_8);
            }
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An answer that is none. */
    public static final class Refused extends IOException {

        Refused(int status) {
            super("answered " + status);
        }

        /** There may be thousands of them, and where they come from is known. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final byte[] NOTHING = new byte[0];

    private static final int PIECE = 64 * 1024;

    private final URI server;
    private final long bytesPerSecond;
    private final byte[] buffer = new byte[64 * 1024];
    private @Nullable Socket socket;
    private int position;
    private int end;

    public HttpConnection(URI server) {
        this(server, Long.MAX_VALUE);
    }

    /** @param bytesPerSecond that the line carries away */
    public HttpConnection(URI server, long bytesPerSecond) {
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Sends a request and reads past its answer. */
    public int status(byte[] request) throws IOException {
        return exchange(request, false).status();
    }

    /**
     * Sends a request, and reads past its answer.
     *
     * @return true
     * @throws Refused if the status is not 2xx
     */
    public boolean succeed(byte[] request) throws IOException {
        var status = status(request);
        if (status / 100 != 2) {
            throw new Refused(status);
        }
        return true;
    }

    /** Sends a request; the answer comes with its head, and with its body too if that is wanted. */
    public Answer exchange(byte[] request, boolean body) throws IOException {
        try {
            send(request);
            return receive(body);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void send(byte[] request) throws IOException {
        var connected = socket;
        if (connected == null) {
            connected = new Socket();
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(PATIENCE_MS);
            connected.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket = connected;
            position = 0;
            end = 0;
        }
        var out = connected.getOutputStream();
        if (bytesPerSecond == Long.MAX_VALUE) {
            out.write(request);
            return;
        }
        var begin = System.nanoTime();
        for (var sent = 0; sent < request.length; sent += PIECE) {
            LockSupport.parkNanos(begin + Math.round(sent * 1e9 / bytesPerSecond) - System.nanoTime());
            out.write(request, sent, Math.min(PIECE, request.length - sent));
        }
    }

    private Answer receive(boolean wanted) throws IOException {
        var head = head();
        var status = Integer.parseInt(head, 9, 12, 10);
        byte[] body;
        if (status == 204 || status == 304) {
            body = NOTHING;
        } else if (header(head, "content-length:") instanceof String length) {
            body = take(Integer.parseInt(length), wanted);
        } else if (header(head, "transfer-encoding:") != null) {
            body = chunks(wanted);
        } else {
            throw new IOException("an answer of unknown length: " + head);
        }
        if ("close".equals(header(head, "connection:"))) {
            close();
        }
        return new Answer(status, head, body);
    }

    private String head() throws IOException {
        var from = position;
        while (true) {
            for (var i = Math.max(from, position + 3); i < end; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                    var head = new String(buffer, position, i - position, StandardCharsets.ISO_8859_1);
                    position = i + 1;
                    return head;
                }
            }
            var scanned = end - position;
            fill();
            from = position + scanned;
        }
    }

    /** The value of a header, found without splitting the head into lines. */
    private static @Nullable String header(String head, String nameAndColon) {
        for (var line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
            if (head.regionMatches(true, line, nameAndColon, 0, nameAndColon.length())) {
                return head.substring(line + nameAndColon.length(), head.indexOf('\r', line)).strip();
            }
        }
        return null;
    }

    private byte[] take(int length, boolean wanted) throws IOException {
        var body = wanted ? new byte[length] : NOTHING;
        for (var taken = 0; taken < length; ) {
            if (position == end) {
                fill();
            }
            var part = Math.min(length - taken, end - position);
            if (wanted) {
                System.arraycopy(buffer, position, body, taken, part);
            }
            position += part;
            taken += part;
        }
        return body;
    }

    private byte[] chunks(boolean wanted) throws IOException {
        var body = NOTHING;
        while (true) {
            var length = Integer.parseInt(line(), 16);
            if (length == 0) {
                line();
                return body;
            }
            var chunk = take(length, wanted);
            line();
            if (wanted) {
                body = Arrays.copyOf(body, body.length + length);
                System.arraycopy(chunk, 0, body, body.length - length, length);
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (position == end) {
                fill();
            }
            var next = (char) buffer[position++];
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        if (end == buffer.length) {
            throw new IOException("a head of more than " + buffer.length + " bytes");
        }
        var read = input().read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += read;
    }

    private InputStream input() throws IOException {
        var connected = socket;
        if (connected == null) {
            throw new IOException("not connected");
        }
        return connected.getInputStream();
    }

    @Override
    public void close() throws IOException {
        var connected = socket;
        socket = null;
        if (connected != null) {
            connected.close();
        }
    }
}
