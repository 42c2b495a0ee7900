// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a Redis server for a sign of life, with its password. */
public final class RedisPing {

    private RedisPing() {}

    /** Takes {@code redis://[[user]:password@]host[:port]}. */
    public static boolean answers(URI url) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 6379 : url.getPort()), 1_000);
            socket.setSoTimeout(2_000);
            var user = url.getUserInfo();
            var sign = user == null ? "PING\r\n" : "AUTH " + user.replace(':', ' ').strip() + "\r\nPING\r\n";
            socket.getOutputStream().write((sign + "QUIT\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
