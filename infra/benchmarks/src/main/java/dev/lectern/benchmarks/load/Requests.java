// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, made once and sent many times. They take gzip, as every browser does. */
public final class Requests {

    private Requests() {
    }

    /** @param headers each with its colon, such as {@code If-None-Match: "x"} */
    public static byte[] get(String path, String token, String... headers) {
        return ascii(head("GET", path, token, headers) + "\r\n");
    }

    public static byte[] post(String path, String token, String json, String... headers) {
        return withBody("POST", path, token, "application/json", json.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static byte[] put(String path, String token) {
        return ascii(head("PUT", path, token) + "Content-Length: 0\r\n\r\n");
    }

    /** One file as a browser's form sends it. */
    public static byte[] upload(String path, String token, String fileName, byte[] file) {
        var boundary = "lectern-bench-boundary";
        var body = new ByteArrayOutputStream(file.length + 512);
        body.writeBytes(ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/epub+zip\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
        return withBody("POST", path, token, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private static byte[] withBody(String method, String path, String token, String type, byte[] body, String... headers) {
        var request = new ByteArrayOutputStream(body.length + 512);
        request.writeBytes(ascii(head(method, path, token, headers) + "Content-Type: " + type + "\r\nContent-Length: "
                + body.length + "\r\n\r\n"));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static String head(String method, String path, String token, String... headers) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nAccept-Encoding: gzip\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
