// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The limit of a page that is made for each request: one prepared statement by the same driver over the same pool, every column
 * of every row read; then the bytes of the page from memory. What rows cost to become bytes is not part of it.
 */
@RestController
class StatementController {

    private final DataSource database;
    private final Remembered remembered;

    StatementController(DataSource database, Remembered remembered) {
        this.database = database;
        this.remembered = remembered;
    }

    /** @param rows which rows: a name of {@link PageRows} */
    @GetMapping("/api/v1/bench/statement")
    void page(@RequestParam PageRows rows, @RequestParam(required = false) @Nullable UUID book, @RequestParam String path,
              HttpServletRequest request, HttpServletResponse response) throws SQLException, IOException {
        read(rows, UUID.fromString(request.getUserPrincipal().getName()), book);
        remembered.send(path, request, response);
    }

    private void read(PageRows page, UUID reader, @Nullable UUID book) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(page.sql())) {
            statement.setObject(1, reader);
            if (book != null) {
                statement.setObject(2, book);
            }
            try (var rows = statement.executeQuery()) {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (var column = 1; column <= columns; column++) {
                        rows.getString(column);
                    }
                }
            }
        }
    }
}
