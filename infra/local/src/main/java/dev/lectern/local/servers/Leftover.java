// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server process that outlived the Lectern that started it. */
record Leftover(ProcessHandle process) {

    /** The process whose id is the first line of this file, if it lives and runs a program of this name. */
    static Optional<Leftover> writtenIn(Path pidFile, String program) {
        try {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> runs(process, program)).map(Leftover::new);
        } catch (IOException | RuntimeException noSuchProcess) {
            return Optional.empty();
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info().command().map(command -> command.contains(program)).orElse(true);
    }

    /** Asks it to end, and makes it end after ten seconds. */
    void end() {
        process.destroy();
        if (!ended(10)) {
            process.destroyForcibly();
            // not for ever: where nobody collects orphans, as in a container without an init, an ended process stays listed
            ended(2);
        }
    }

    private boolean ended(int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }
}
