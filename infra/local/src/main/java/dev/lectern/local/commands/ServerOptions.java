// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.LecternApi;
import dev.lectern.local.client.SessionFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Lectern a command speaks to: the one named, or the one that {@code up} runs on this data directory. */
final class ServerOptions {

    @Option(names = "--url", paramLabel = "URL", description = "Lectern's address (LECTERN_URL; default: the one started here).")
    private @Nullable URI url;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = DataOption.DEFAULT, description = DataOption.DESCRIPTION)
    private Path data = Path.of("");

    @Spec(Spec.Target.MIXEE) private CommandSpec command = CommandSpec.create();

    Path data() {
        return data;
    }

    SessionFile sessions() {
        return new SessionFile(data);
    }

    URI url() throws IOException {
        var named = url != null ? url : Optional.ofNullable(System.getenv("LECTERN_URL")).map(URI::create).orElse(null);
        if (named == null) {
            return sessions().currentUrl().orElse(URI.create("http://localhost:8080"));
        }
        if (named.getHost() == null || named.getScheme() == null || !named.getScheme().matches("https?")) {
            throw new Refused(named + " is no address of a server. One looks like http://localhost:8080.");
        }
        return named.resolve("/").getPath().equals("/") ? URI.create(named.getScheme() + "://" + named.getAuthority()) : named;
    }

    /** The options as they must be typed again to speak to the same server; empty, or with a space before. */
    String again() {
        var typed = command.commandLine().getParseResult();
        return (typed.hasMatchedOption("--url") ? " --url " + url : "") + (typed.hasMatchedOption("--data") ? " --data " + data : "");
    }

    LecternApi api() throws IOException {
        return LecternApi.at(url(), sessions(), System.getenv());
    }
}
