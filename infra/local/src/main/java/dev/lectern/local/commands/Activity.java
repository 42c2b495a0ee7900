// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes on while Lectern runs, one line a book: from its upload to its last analysed chapter. */
final class Activity {

    /** A book that is under way. */
    private static final class Line {
        private final Terminal.MovingLine line;
        private String name;
        private String imported = "";

        Line(String name, Terminal terminal) {
            this.name = name;
            this.line = terminal.line(AddedBook.row(name, 0, "importing", terminal.columns()));
        }
    }

    private final Terminal terminal;
    private final Map<String, Line> books = new HashMap<>();

    Activity(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Takes a public event.
     *
     * @param type its CloudEvents type
     * @param data as its schema says
     */
    void on(String type, JsonNode data) {
        var book = data.path("bookId").asString("");
        switch (type) {
            case "lectern.book.uploaded.v1" -> books.put(book, new Line(Text.printable(data.path("fileName").asString("")), terminal));
            case "lectern.book.imported.v1" -> imported(of(book), data);
            case "lectern.book.import-failed.v1" -> end(book, "✗ " + of(book).name + ": " + Text.printable(data.path("reason").asString("")));
            case "lectern.book.analysis-requested.v1", "lectern.book.chapter-analysed.v1" -> analysed(book, of(book), data.path("progress"));
            case "lectern.book.deleted.v1" -> drop(book);
            default -> {}
        }
    }

    /** Nothing goes on any more. */
    void stop() {
        books.values().forEach(book -> book.line.remove());
        books.clear();
    }

    /** One that was uploaded before Lectern started is known by its id only. */
    private Line of(String book) {
        return books.computeIfAbsent(book, id -> new Line("book " + Text.printable(id), terminal));
    }

    private void imported(Line book, JsonNode data) {
        var title = Text.printable(data.path("title").asString(""));
        book.name = title.isBlank() ? book.name : title;
        book.imported = "%,d words, ".formatted(data.path("chapters").valueStream().mapToLong(chapter -> chapter.path("words").asLong()).sum());
        show(book, 0, "waiting for analysis");
    }

    private void analysed(String id, Line book, JsonNode progress) {
        var done = progress.path("chaptersDone").asInt();
        var chapters = progress.path("chapters").asInt();
        if (done < chapters) {
            show(book, 100.0 * done / chapters, done == 0 ? "waiting for analysis" : "analysing " + done + " of " + chapters + " chapters");
            return;
        }
        var failed = progress.path("chaptersFailed").asInt();
        end(id, (failed == 0 ? "✓ " : "✗ ") + book.name + ": " + book.imported
                + "%,d descriptions".formatted(progress.path("descriptions").asInt())
                + (failed == 0 ? "" : ", " + failed + " of " + chapters + " chapters could not be analysed"));
    }

    private void show(Line book, double percent, String step) {
        book.line.show(AddedBook.row(book.name, percent, step, terminal.columns()));
    }

    private void end(String id, String lastLine) {
        of(id).line.end(lastLine);
        books.remove(id);
    }

    private void drop(String id) {
        var book = books.remove(id);
        if (book != null) {
            book.line.remove();
        }
    }
}
