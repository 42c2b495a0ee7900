// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The limit of a cached page: the same server sends the same bytes from its memory, after the same authentication. */
@RestController
class MemoryController {

    private final Remembered remembered;

    MemoryController(Remembered remembered) {
        this.remembered = remembered;
    }

    @GetMapping("/api/v1/bench/memory")
    void page(@RequestParam String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        remembered.send(path, request, response);
    }
}
