// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.Book;
import dev.lectern.local.client.LecternApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One file on its way through upload, import and analysis, and what the terminal shows of it. */
final class AddedBook {

    /** How the bar divides; uploads to the same machine are quick, analysis is not. */
    private static final int UPLOADED = 10;
    private static final int IMPORTED = 15;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Path file;
    private final LecternApi api;
    private final Terminal terminal;
    private final Terminal.MovingLine line;
    private String name;
    private String lastStep = "";

    AddedBook(Path file, LecternApi api, Terminal terminal) {
        this.file = file;
        this.api = api;
        this.terminal = terminal;
        this.name = Text.printable(String.valueOf(file.getFileName()));
        this.line = terminal.line(row(0, "waiting"));
    }

    /** Ends when the book is analysed or has failed; true when all went well. */
    boolean follow(Semaphore uploads) throws InterruptedException {
        try {
            var book = awaitEnd(upload(uploads));
            var failure = failure(book);
            line.end(failure == null ? "✓ " + name + ": " + summary(book) : "✗ " + name + ": " + failure);
            return failure == null;
        } catch (IOException | RuntimeException e) {
            line.end("✗ " + name + ": " + e.getMessage());
            return false;
        }
    }

    private LecternApi.Uploaded upload(Semaphore uploads) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(Files.exists(file) ? "not a file that can be read" : "there is no such file");
        }
        var size = Math.max(Files.size(file), 1);
        uploads.acquire();
        try {
            step("uploading " + megabytes(size));
            var uploaded = api.upload(file, sent -> line.show(row((double) UPLOADED * sent / size, "uploading")));
            step(uploaded.wasThere() ? "already in the library" : "uploaded");
            return uploaded;
        } finally {
            uploads.release();
        }
    }

    private Book awaitEnd(LecternApi.Uploaded uploaded) throws IOException, InterruptedException {
        var pause = Duration.ofMillis(200);
        var book = api.book(uploaded.book().id(), uploaded.position());
        while (!hasEnded(book)) {
            show(book);
            Thread.sleep(pause);
            pause = pause.multipliedBy(5).dividedBy(4).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(5).dividedBy(4);
            book = api.book(book.id(), null);
        }
        name = Text.printable(book.titleOr(name));
        return book;
    }

    private static boolean hasEnded(Book book) {
        return switch (book.importState()) {
            case "failed" -> true;
            case "ready" -> switch (book.analysisOrNone().state()) {
                case "done", "failed" -> true;
                default -> book.words() == 0;
            };
            default -> false;
        };
    }

    private void show(Book book) {
        if (!book.importState().equals("ready")) {
            step("importing");
            line.show(row(UPLOADED, "importing"));
            return;
        }
        name = Text.printable(book.titleOr(name));
        var analysis = book.analysisOrNone();
        var percent = analysis.percent();
        step("analysing " + (int) percent / 25 * 25 + " %");
        line.show(row(IMPORTED + (100 - IMPORTED) * percent / 100,
                analysis.state().equals("running") || analysis.chaptersDone() > 0
                        ? "analysing " + analysis.chaptersDone() + " of " + analysis.chapters() + " chapters" : "waiting for analysis"));
    }

    /** Without a terminal each step is a line of its own, and a bar would be noise. */
    private void step(String step) {
        if (!terminal.isInteractive() && !step.equals(lastStep)) {
            lastStep = step;
            terminal.print(name + ": " + step);
        }
    }

    private String row(double percent, String step) {
        return row(name, percent, step, terminal.columns());
    }

    /** A book's name, its bar, and what is done to it. */
    static String row(String name, double percent, String step, int columns) {
        var nameCells = Math.clamp(columns - 60L, 12, 40);
        return Text.fit(name, nameCells) + " " + Text.bar(percent, 20) + " " + Text.percent(percent) + "  " + step;
    }

    private static @Nullable String failure(Book book) {
        if (book.importState().equals("failed")) {
            var report = book.importReport();
            return report == null || report.reason() == null ? "the import failed" : Text.printable(report.reason());
        }
        return book.analysisOrNone().state().equals("failed") ? "imported, but some chapters could not be analysed" : null;
    }

    private static String summary(Book book) {
        var analysis = book.analysisOrNone();
        var report = book.importReport();
        var warnings = report == null || report.warnings() == null ? 0 : report.warnings().size();
        return "%,d words, %,d descriptions".formatted(book.words(), analysis.descriptions())
                + (warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings");
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
