// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.local.client.Book;
import dev.lectern.local.client.Book.Analysis;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListBooksTest {

    @Test
    void every_row_is_as_wide_as_its_cells_whatever_the_script() {
        var books = List.of(book("Moby-Dick; or, The Whale, with a title that goes on and on", 42.9, new Analysis("running", 69, 138, 1204)),
                book("草枕", 100, new Analysis("done", 3, 3, 7)), book("e\u0301te\u0301", 0, Analysis.NONE));
        var table = ListBooks.table(books, 110);
        assertThat(table).hasSize(4);
        assertThat(table.stream().skip(1).map(Text::width)).containsOnly(Text.width(table.get(1)));
        assertThat(table.get(1)).contains("Moby-Dick").contains("…").contains("████░░░░░░  42 %").contains("█████░░░░░  50 %").contains("1,204");
        assertThat(table.get(2)).contains("草枕").contains("100 %");
    }

    @Test
    void a_title_can_not_steer_the_terminal() {
        assertThat(Text.printable("a\u001b[2Jb\u202Ec\nd")).isEqualTo("a [2Jbc d");
    }

    @Test
    void a_bar_is_full_only_at_the_end() {
        assertThat(Text.percent(99.99)).isEqualTo(" 99 %");
        assertThat(Text.percent(100)).isEqualTo("100 %");
        assertThat(Text.bar(50, 4)).isEqualTo("██░░");
    }

    private static Book book(String title, double read, Analysis analysis) {
        return new Book("id", title, List.of("Herman Melville"), "ready", null, read, 1000, analysis);
    }
}
