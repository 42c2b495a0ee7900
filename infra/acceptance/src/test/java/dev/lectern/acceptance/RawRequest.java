package dev.lectern.acceptance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** An HTTP/1.1 request byte for byte, on a connection of its own: what no client library would send can be sent. */
record RawRequest(String method, String target, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};
    /** What a server may say before its answer. */
    private static final String GO_ON = "HTTP/1.1 100 \r\n\r\n";
    private static final int SHOWN = 600;
    private static final int PATIENCE_MS = 60_000;

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, Map.of(), NOTHING);
    }

    /** @param status 0 if the server closed the connection without a word */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    RawRequest with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest to(String otherTarget) {
        return new RawRequest(method, otherTarget, headers, body);
    }

    RawRequest by(String otherMethod) {
        return new RawRequest(otherMethod, target, headers, body);
    }

    RawRequest with(byte[] otherBody) {
        return new RawRequest(method, target, headers, otherBody);
    }

    Answer send(URI server) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                socket.getOutputStream().write(bytes());
            } catch (IOException refusedBeforeTheEnd) {
                // the answer says why
            }
            return answer(socket);
        }
    }

    private byte[] bytes() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static Answer answer(Socket socket) throws IOException {
        var received = new ByteArrayOutputStream();
        var buffer = new byte[16 * 1024];
        int end = -1;
        for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
            received.write(buffer, 0, read);
            end = end >= 0 ? end : endOfHead(received.toByteArray());
            if (end >= 0 && head(received.toByteArray(), end).toLowerCase(Locale.ROOT).contains("content-type: text/event-stream")) {
                break;
            }
        }
        if (end < 0) {
            return new Answer(0, Map.of(), received.toByteArray());
        }
        var head = head(received.toByteArray(), end);
        var lines = new ArrayList<>(List.of((head.startsWith(GO_ON) ? head.substring(GO_ON.length()) : head).split("\r\n")));
        var status = Integer.parseInt(lines.removeFirst().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        lines.forEach(line -> headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT), line.substring(line.indexOf(':') + 1).strip()));
        var rest = Arrays.copyOfRange(received.toByteArray(), end + 4, received.size());
        var body = headers.getOrDefault("transfer-encoding", "").equals("chunked") ? joined(rest) : rest;
        return new Answer(status, headers, headers.getOrDefault("content-encoding", "").equals("gzip") ? inflated(body) : body);
    }

    private static String head(byte[] bytes, int end) {
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static int endOfHead(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.indexOf("\r\n\r\n", text.startsWith(GO_ON) ? GO_ON.length() : 0);
    }

    private static byte[] inflated(byte[] body) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }

    private static byte[] joined(byte[] chunks) {
        var body = new ByteArrayOutputStream();
        var text = new String(chunks, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int line = text.indexOf("\r\n"); line >= 0; line = text.indexOf("\r\n", at)) {
            int length = Integer.parseInt(text.substring(at, line).split(";")[0], 16);
            if (length == 0 || line + 2 + length > chunks.length) {
                break;
            }
            body.write(chunks, line + 2, length);
            at = line + 2 + length + 2;
        }
        return body.toByteArray();
    }

    /** As a person could send it again; tokens are left out, and of what is long the beginning is shown. */
    @Override
    public String toString() {
        var text = new StringBuilder(method + " " + shortened(target));
        headers.forEach((name, value) -> text.append("\n  ").append(name).append(": ")
                .append(name.equals("Authorization") ? "…" : shortened(value)));
        return body.length == 0 ? text.toString()
                : text.append("\n  ").append(shortened(new String(body, StandardCharsets.UTF_8))).toString();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
