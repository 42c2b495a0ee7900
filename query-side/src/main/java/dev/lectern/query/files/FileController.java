package dev.lectern.query.files;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.content.StoredJson;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** {@code GET /books/{id}/file}, {@code /cover} and {@code /resources/{path}}. */
@RestController
@RequestMapping("/api/v1/books/{id}")
@Tag(name = "Files")
class FileController {

    private static final byte[] NOT_SCALED = {};
    private static final int COVER_FORM = 1;

    /** An entry of a book's resource index. */
    record Resource(ContentHash hash, String mediaType, long bytes) {
    }

    private final BookFiles files;
    private final ContentStore store;
    private final StoredJson stored;
    private final AnswerCache cache;
    private final CoverScaler scaler = new CoverScaler();

    FileController(BookFiles files, ContentStore store, StoredJson stored, AnswerCache cache) {
        this.files = files;
        this.store = store;
        this.stored = stored;
        this.cache = cache;
    }

    @GetMapping("/file")
    @Operation(summary = "The EPUB", description = "As it was uploaded; ranges are answered.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/epub+zip", schema = @Schema(type = "string", format = "binary")))
    void file(@Parameter(hidden = true) Reader reader, @PathVariable UUID id, HttpServletRequest request,
              HttpServletResponse response) throws IOException {
        var book = book(reader, id);
        new FileAnswer(request, response).as("application/epub+zip").attached(book.name())
                .send(store.file(book.epub()).orElseThrow(() -> book.resources() == null
                        ? Problem.notFound("A file that could not be read as a book isn't kept. Upload it again.") : StoredJson.missing()), book.epub().hex());
    }

    @GetMapping("/cover")
    @Operation(summary = "The cover")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    void cover(@Parameter(hidden = true) Reader reader, @PathVariable UUID id,
               @Parameter(description = "`small`, `medium` or `large` (160, 320, 640 pixels wide); as it is unless given")
               @RequestParam(required = false) @Nullable CoverSize size,
               HttpServletRequest request, HttpServletResponse response) throws IOException {
        var book = book(reader, id);
        var cover = book.cover();
        var type = book.coverType() == null ? null : ServedTypes.of(book.coverType()).orElse(null);
        if (cover == null || type == null) {
            throw Problem.notFound("This book has no cover. Show its title instead.");
        }
        if (size != null) {
            var name = cover.hex() + "-" + size.name().toLowerCase(Locale.ROOT);
            var scaled = cache.stored(Kind.COVER, COVER_FORM, name, () -> scaled(cover, size));
            if (scaled.length > 0) {
                new FileAnswer(request, response).as("image/jpeg").send(scaled, name);
                return;
            }
        }
        send(new FileAnswer(request, response), cover, type);
    }

    private byte[] scaled(ContentHash cover, CoverSize size) {
        try {
            return scaler.scaled(raw(cover), size.width()).orElse(NOT_SCALED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/resources/{*path}")
    @Operation(summary = "A file of the book", description = "Pictures, fonts and style sheets, by their path in the EPUB. Nothing that a browser would execute.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    void resource(@Parameter(hidden = true) Reader reader, @PathVariable UUID id, @PathVariable String path,
                  HttpServletRequest request, HttpServletResponse response) throws IOException {
        var index = book(reader, id).resources();
        var resource = index == null ? null
                : stored.read(index, new TypeReference<Map<String, Resource>>() { }).get(path.substring(1));
        var type = resource == null ? null : ServedTypes.of(resource.mediaType()).orElse(null);
        if (resource == null || type == null) {
            throw Problem.notFound("The book has no picture, font or style sheet at this path.");
        }
        send(new FileAnswer(request, response), resource.hash(), type);
    }

    private void send(FileAnswer answer, ContentHash content, String type) throws IOException {
        if (type.equals(ServedTypes.SVG)) {
            // within an img it shows and runs nothing; opened by itself it is saved, not run
            answer.attached(null);
        }
        answer.as(type).send(raw(content), content.hex());
    }

    private BookFiles.Stored book(Reader reader, UUID id) {
        return files.of(reader.id(), id).orElseThrow(Problem::noSuchBook);
    }

    private Path raw(ContentHash hash) {
        return store.file(hash).orElseThrow(StoredJson::missing);
    }
}
