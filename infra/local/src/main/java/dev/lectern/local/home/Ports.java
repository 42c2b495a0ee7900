// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.home;

import dev.lectern.local.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports of the embedded servers: the same ones at every start as long as they are free. */
public final class Ports {

    private final Settings settings;
    private final Set<Integer> given = new HashSet<>();

    public Ports(Settings settings) {
        this.settings = settings;
    }

    /** A free port for this part: the remembered one, or a new one that is remembered from now on. */
    public synchronized int of(String part) {
        var name = part + ".port";
        var remembered = Integer.parseInt(settings.decideOnce(name, () -> Integer.toString(anyFree())));
        var port = isFree(remembered) ? remembered : anyFree();
        if (port != remembered) {
            settings.decide(name, Integer.toString(port));
        }
        given.add(port);
        return port;
    }

    public static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            // a port in TIME_WAIT after a quick restart counts as free, as it does for the servers themselves
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean isFree(int port) {
        return !given.contains(port) && isFree(InetAddress.getLoopbackAddress(), port);
    }

    /** Below the ranges from which operating systems take ports for outgoing connections. */
    private int anyFree() {
        return ThreadLocalRandom.current().ints(200, 20_000, 32_000).filter(this::isFree).findFirst()
                .orElseThrow(() -> new Refused("No free port found between 20000 and 32000 on the loopback address."));
    }
}
