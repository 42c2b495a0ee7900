package dev.lectern.command.book;

import dev.lectern.command.epub.EpubRefused;
import dev.lectern.command.web.Problem;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Takes an upload in: the body goes to the content store as it comes, and is hashed on the way. What is refused leaves
 * nothing behind.
 */
@Component
class UploadReception {

    /** @param name as the client called it, without folders */
    record ReceivedFile(ContentHash content, long bytes, String name) {
    }

    private static final int BUFFER = 128 * 1024;
    private static final int FORCED_TOGETHER = 8 * 1024 * 1024;
    private static final int NAME_LENGTH = 200;
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final ContentStore store;
    private final Inspection inspection;
    private final ImportBacklog backlog;
    private final UploadProperties limits;

    UploadReception(ContentStore store, Inspection inspection, ImportBacklog backlog, UploadProperties limits) {
        this.store = store;
        this.inspection = inspection;
        this.backlog = backlog;
        this.limits = limits;
    }

    /** Asked before a file is kept; what it throws refuses the file. */
    @FunctionalInterface
    interface Admission {
        void ask(ContentHash content, long bytes);
    }

    /** @throws ErrorResponseException if too many books wait already, or the file is too large, no readable EPUB, or not admitted */
    ReceivedFile receive(HttpServletRequest request, Admission admission) {
        if (backlog.isFull()) {
            throw busy();
        }
        // the envelope around the file takes a little too
        if (request.getContentLengthLong() > limits.maxSize().toBytes() + BUFFER) {
            throw tooLarge();
        }
        try {
            var form = new MultipartForm(request.getInputStream(), request.getContentType());
            for (var part = form.next(); part != null; part = form.next()) {
                if (part.name().equals("file") && part.fileName() != null) {
                    return receive(part.content(), part.fileName(), admission);
                }
            }
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The form has no part called “file” with a file name.",
                    Map.of("field", "file"));
        } catch (MultipartForm.Malformed e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The upload is not a complete multipart form. Send it again.");
        } catch (EOFException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The upload broke off. Send it again.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReceivedFile receive(InputStream content, String name, Admission admission) throws IOException {
        var incoming = store.incoming().resolve(UUID.randomUUID().toString());
        try {
            var digest = ContentHash.sha256();
            var forced = new ArrayList<Future<Path>>();
            long bytes;
            try (var out = new DigestOutputStream(Files.newOutputStream(incoming), digest)) {
                bytes = copy(content, out, () -> forced.add(store.force(incoming)));
            }
            forced.add(store.force(incoming));
            inspection.inspect(incoming);
            var hash = ContentHash.ofDigest(digest.digest());
            admission.ask(hash, bytes);
            awaitAll(forced);
            store.adopt(incoming, hash);
            return new ReceivedFile(hash, bytes, nameOf(name));
        } catch (EpubRefused refused) {
            throw Problem.of(statusOf(refused), refused.code(), refused.sentence());
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** @param force is run every few megabytes: the disk works while the rest comes in, and nobody has to wait for all of it at the end */
    private long copy(InputStream in, OutputStream out, Runnable force) throws IOException {
        var buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read; (read = in.readNBytes(buffer, 0, BUFFER)) > 0; bytes += read) {
            if (bytes == 0 && (read < ZIP.length || !Arrays.equals(buffer, 0, ZIP.length, ZIP, 0, ZIP.length))) {
                throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-an-epub", "This file is not an EPUB.");
            }
            if (bytes + read > limits.maxSize().toBytes()) {
                throw tooLarge();
            }
            out.write(buffer, 0, read);
            if (bytes / FORCED_TOGETHER != (bytes + read) / FORCED_TOGETHER) {
                force.run();
            }
            // a virtual thread that never has to wait keeps the processor: ten uploads from nearby would hold up all other requests
            Thread.yield();
        }
        if (bytes == 0) {
            throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-an-epub", "This file is empty.");
        }
        return bytes;
    }

    private static void awaitAll(List<Future<Path>> forced) throws IOException {
        try {
            for (var each : forced) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("an upload could not be forced to disk", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an upload was forced to disk");
        }
    }

    private static ErrorResponseException busy() {
        var problem = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "too-many-imports",
                "Many books are waiting to be read at the moment. Try again in %d seconds.".formatted(RETRY_AFTER_SECONDS));
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        return problem;
    }

    private ErrorResponseException tooLarge() {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large",
                "An EPUB may have " + limits.maxSize().toMegabytes() + " MB here.");
    }

    private static HttpStatusCode statusOf(EpubRefused refused) {
        return switch (refused.reason()) {
            case NOT_AN_EPUB -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNREADABLE, PROTECTED, HOSTILE, TOO_LARGE, TOO_SLOW -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    /** Without folders, controls, directions and halves of characters, and not too long. */
    private static String nameOf(String given) {
        var slashed = given.replace('\\', '/');
        var name = slashed.substring(slashed.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\\p{Cs}\\u0080-\\u009f\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
        if (name.isEmpty()) {
            return "book.epub";
        }
        int tooLong = name.codePointCount(0, name.length()) - NAME_LENGTH;
        return tooLong > 0 ? name.substring(name.offsetByCodePoints(0, tooLong)) : name;
    }
}
