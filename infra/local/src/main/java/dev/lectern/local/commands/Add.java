// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.LecternApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lectern add}: uploads books and follows each until its last chapter is analysed. */
@Command(name = "add", description = "Add EPUBs to the library, and wait until they are imported and analysed.")
final class Add implements Callable<Integer> {

    private static final int UPLOADS_AT_ONCE = 3;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(arity = "1..*", paramLabel = "BOOK.epub")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var api = server.api();
        var uploads = new Semaphore(UPLOADS_AT_ONCE);
        try (var terminal = Terminal.ofThisProcess(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var books = threads.invokeAll(files.stream().map(file -> follow(file, api, uploads, terminal)).toList());
            return books.stream().allMatch(Future::resultNow) ? 0 : 1;
        }
    }

    private static Callable<Boolean> follow(Path file, LecternApi api, Semaphore uploads, Terminal terminal) {
        return () -> new AddedBook(file, api, terminal).follow(uploads);
    }
}
