// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program to its end. */
record Command(List<String> line) {

    record Outcome(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    static Command of(List<String> prefix, Object... words) {
        var line = new ArrayList<>(prefix);
        for (var word : words) {
            line.add(word.toString());
        }
        return new Command(line);
    }

    /** Its exit status and what it wrote; status 127 when there is no such program. */
    Outcome run() {
        try {
            // to a file, not a pipe: a daemon that the program leaves behind would hold a pipe open
            var output = Files.createTempFile("lectern", ".out");
            try {
                var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().put("LC_ALL", "C");
                builder.directory(Path.of("/").toFile());
                var process = builder.start();
                process.getOutputStream().close();
                return new Outcome(process.waitFor(), Files.readString(output, StandardCharsets.ISO_8859_1).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + line.getFirst(), e);
        }
    }

    String runOrThrow() {
        var outcome = run();
        if (!outcome.succeeded()) {
            throw new UncheckedIOException(new IOException(
                    String.join(" ", line) + " ended with status " + outcome.status() + ": " + outcome.output()));
        }
        return outcome.output();
    }
}
