// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Processes that are started only to see how long that takes. */
public final class Started {

    private Started() {
    }

    /**
     * Seconds from the command to “Lectern is ready”; it is stopped again.
     *
     * @param told what it says of its parts until then
     */
    public static double lectern(Path home, Consumer<String> told) throws IOException {
        return seconds(List.of("-jar", jarOfLectern(), "up", "--port", "0", "--data", home.toString()), "Lectern is ready", told);
    }

    /** Seconds from the command to the third hello. */
    public static double hello() throws IOException {
        return seconds(List.of("-cp", System.getProperty("java.class.path"), HelloMain.class.getName()), HelloMain.READY, line -> { });
    }

    private static String jarOfLectern() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entry -> entry.endsWith("lectern.jar")).findFirst()
                .orElseThrow(() -> new IllegalStateException("lectern.jar isn't on the class path: run this through ./lectern bench"));
    }

    private static double seconds(List<String> arguments, String ready, Consumer<String> told) throws IOException {
        var command = new ArrayList<>(Stage.java());
        command.addAll(arguments);
        var begin = System.nanoTime();
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ready)) {
                    return (System.nanoTime() - begin) / 1e9;
                }
                told.accept(line);
            }
            throw new IOException("it ended before it was ready");
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
