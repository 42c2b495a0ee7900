// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code doctor} looks at: the machine, the data directory, the servers, the services. */
final class Checkup {

    /** What was found about one thing. */
    sealed interface Finding {
        record Right(String what, String how) implements Finding {}

        /** Works, but not as well as it could. */
        record Weak(String what, String how) implements Finding {}

        record Wrong(String what, String how, String remedy) implements Finding {}
    }

    private static final long ENOUGH_DISK = 2L << 30;

    private final Path data;
    private final URI url;
    private final Map<String, String> environment;
    private final boolean running;

    Checkup(Path data, URI url, Map<String, String> environment) {
        this.data = data.toAbsolutePath().normalize();
        this.url = url;
        this.environment = environment;
        this.running = DataDirectory.isRunning(this.data);
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        findings.add(directory("data directory", data));
        findings.add(disk());
        findings.add(lectern());
        if (running || url.getHost() != null && !isLocal()) {
            findings.addAll(servers());
            findings.add(directory("content store", content()));
            findings.addAll(new ServiceCheckup(url).findings());
        }
        return findings;
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= 25 ? new Finding.Right("Java", version + " at " + System.getProperty("java.home"))
                : new Finding.Wrong("Java", version.toString(), "install a JDK 25 or newer and point JAVA_HOME at it");
    }

    private static Finding directory(String what, Path directory) {
        if (!Files.exists(directory)) {
            return new Finding.Right(what, directory + " (made at the first start)");
        }
        return Files.isDirectory(directory) && Files.isWritable(directory) ? new Finding.Right(what, directory.toString())
                : new Finding.Wrong(what, directory + " can't be written", "make it writable, or choose another with --data DIR");
    }

    private Finding disk() {
        try {
            var existing = data;
            while (!Files.exists(existing)) {
                existing = existing.resolveSibling("..").normalize();
            }
            var free = Files.getFileStore(existing).getUsableSpace();
            var text = "%.1f GB free".formatted(free / 1e9);
            return free >= ENOUGH_DISK ? new Finding.Right("disk", text)
                    : new Finding.Wrong("disk", text, "make room, or choose another disk with --data DIR");
        } catch (IOException e) {
            return new Finding.Wrong("disk", String.valueOf(e.getMessage()), "check the disk of " + data);
        }
    }

    private Finding lectern() {
        if (running) {
            return new Finding.Right("Lectern", "runs (" + announcement() + ")");
        }
        if (!isLocal()) {
            return new Finding.Right("Lectern", "asked at " + url);
        }
        var port = url.getPort() < 0 ? 80 : url.getPort();
        return Ports.isFree(InetAddress.getLoopbackAddress(), port)
                ? new Finding.Wrong("Lectern", "isn't running on " + data, "start it with ./lectern up")
                : new Finding.Wrong("Lectern", "isn't running on " + data + ", and port " + port + " is taken by another program",
                        "start it with ./lectern up --port N");
    }

    private List<Finding> servers() {
        var settings = running ? Settings.of(data) : null;
        return new ServerCheckup(settings, environment).findings();
    }

    private Path content() {
        var elsewhere = environment.get("LECTERN_CONTENT_DIRECTORY");
        return elsewhere == null ? data.resolve("content") : Path.of(elsewhere);
    }

    private String announcement() {
        try {
            return Files.readString(data.resolve("running")).strip();
        } catch (IOException starting) {
            return "still starting";
        }
    }

    private boolean isLocal() {
        return List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    }
}
