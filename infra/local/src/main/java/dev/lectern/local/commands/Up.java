// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.SessionFile;
import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.Settings;
import dev.lectern.local.services.PublicEvents;
import dev.lectern.local.services.Startup;
import dev.lectern.local.services.Whole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lectern up}: starts everything, says where it is, and stops it on Ctrl-C. */
@Command(name = "up", description = "Start Lectern. Stop it with Ctrl-C.")
final class Up implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", defaultValue = DataOption.DEFAULT, description = DataOption.DESCRIPTION)
    private Path data = Path.of("");

    @Option(names = "--port", paramLabel = "N", defaultValue = "${env:LECTERN_PORT:-8080}",
            description = "The one port (LECTERN_PORT; default: 8080).")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "${env:LECTERN_HOST:-127.0.0.1}",
            description = "The address to listen on (LECTERN_HOST; default: 127.0.0.1, this machine only).")
    private String host = "";

    @Override
    public Integer call() throws IOException {
        var begin = System.nanoTime();
        checkPort();
        var stop = StopSignal.listening();
        try (var terminal = Terminal.ofThisProcess(); var home = DataDirectory.open(data)) {
            logTo(home.logs());
            // Axon would tell its maker about this installation, and ask for news
            System.setProperty("axoniq.update-checker.disabled", "true");
            return run(home, terminal, stop, begin);
        }
    }

    private int run(DataDirectory home, Terminal terminal, StopSignal stop, long begin) throws IOException {
        var begun = Instant.now();
        var progress = new StartupProgress(terminal);
        var settings = Settings.in(home);
        var administrator = FirstAdministrator.of(settings, System.getenv());
        try (var startup = new Startup(progress)) {
            var whole = new Whole(home, settings, System.getenv(), startup);
            var door = whole.start(host, port, administrator.properties());
            var url = url(door.port());
            var aboutAdministrator = administrator.signIn(url, new SessionFile(home.root()));
            home.announce(url.toString());
            terminal.print("");
            terminal.print("Lectern is ready at %s (%.1f s)".formatted(url, (System.nanoTime() - begin) / 1e9));
            aboutAdministrator.forEach(terminal::print);
            terminal.print("Stop it with Ctrl-C.");
            showWhatGoesOn(begun, whole.kafka(), terminal, stop);
            return 0;
        } catch (InterruptedException stoppedWhileStarting) {
            return 0;
        } catch (Refused refused) {
            throw refused;
        } catch (IOException | RuntimeException e) {
            if (stop.wasReceived()) {
                return 0;
            }
            LoggerFactory.getLogger(Up.class).error("Lectern could not start", e);
            throw new Refused("Lectern could not start: " + rootMessage(e) + ". The whole story is in "
                    + home.logs().resolve("lectern.log") + "; ./lectern doctor may know what to do.", e);
        }
    }

    private static void showWhatGoesOn(Instant since, String kafka, Terminal terminal, StopSignal stop) throws InterruptedException {
        var activity = new Activity(terminal);
        try (var _ = PublicEvents.since(since, kafka, activity::on)) {
            stop.await();
        }
        activity.stop();
    }

    private void checkPort() throws SocketException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new Refused("There is no address " + host + ". Choose another with --host.", e);
        }
        if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
            throw new Refused("This machine has no address " + host + ". Choose another with --host.");
        }
        if (port != 0 && !Ports.isFree(address, port)) {
            throw new Refused("Port " + port + " on " + host + " is taken by another program. Choose another with --port N.");
        }
    }

    private URI url(int listeningOn) throws UnknownHostException {
        var address = InetAddress.getByName(host);
        var local = address.isLoopbackAddress() || address.isAnyLocalAddress();
        return URI.create("http://" + (local ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":" + listeningOn);
    }

    private static void logTo(Path directory) {
        System.setProperty("lectern.logs", directory.toString());
        System.setProperty("logback.configurationFile", "dev/lectern/local/logback-up.xml");
        // one log for three contexts: none of them may set it up anew
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage().lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
