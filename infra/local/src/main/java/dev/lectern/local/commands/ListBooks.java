// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.Book;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lectern list}: the library as a table. */
@Command(name = "list", description = "Show the library: progress, analysis and descriptions of every book.")
final class ListBooks implements Callable<Integer> {

    /** Everything but the title and the authors. */
    private static final int FIXED_CELLS = 54;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        var books = server.api().books();
        try (var terminal = Terminal.ofThisProcess()) {
            if (books.isEmpty()) {
                terminal.print("The library is empty. Put a book into it with ./lectern add BOOK.epub");
            } else {
                table(books, terminal.isInteractive() ? terminal.columns() : 140).forEach(terminal::print);
            }
        }
        return 0;
    }

    static List<String> table(List<Book> books, int columns) {
        var free = Math.max(columns - FIXED_CELLS, 20);
        var titleCells = free * 3 / 5;
        var authorCells = free - titleCells;
        var head = row("TITLE", titleCells, "AUTHORS", authorCells, "READ", "ANALYSED", "DESCRIPTIONS");
        return Stream.concat(Stream.of(head), books.stream().map(book -> row(
                Text.printable(book.titleOr("(untitled)")), titleCells, Text.printable(book.authorNames()), authorCells,
                progress(book.progressPercent()), analysis(book), "%,12d".formatted(book.analysisOrNone().descriptions())))).toList();
    }

    private static String row(String title, int titleCells, String authors, int authorCells, String read, String analysed, String descriptions) {
        return Text.fit(title, titleCells) + "  " + Text.fit(authors, authorCells) + "  "
                + Text.fit(read, 16) + "  " + Text.fit(analysed, 16) + "  " + descriptions;
    }

    private static String progress(double percent) {
        return Text.bar(percent, 10) + " " + Text.percent(percent);
    }

    private static String analysis(Book book) {
        return switch (book.importState()) {
            case "failed" -> "import failed";
            case "ready" -> switch (book.analysisOrNone().state()) {
                case "none" -> "–";
                case "failed" -> "failed";
                default -> progress(book.analysisOrNone().percent());
            };
            default -> "importing";
        };
    }
}
