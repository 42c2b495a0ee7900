package dev.lectern.command.book;

import dev.lectern.command.epub.EpubRefused;
import dev.lectern.command.web.Problem;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
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

    private static final int BUFFER = 64 * 1024;
    private static final int NAME_LENGTH = 200;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final ContentStore store;
    private final Inspection inspection;
    private final UploadProperties limits;

    UploadReception(ContentStore store, Inspection inspection, UploadProperties limits) {
        this.store = store;
        this.inspection = inspection;
        this.limits = limits;
    }

    /** Asked before a file is kept; what it throws refuses the file. */
    @FunctionalInterface
    interface Admission {
        void ask(ContentHash content, long bytes);
    }

    /** @throws ErrorResponseException if the file is too large, no readable EPUB, or not admitted */
    ReceivedFile receive(HttpServletRequest request, Admission admission) {
        // the envelope around the file takes a little too
        if (request.getContentLengthLong() > limits.maxSize().toBytes() + BUFFER) {
            throw tooLarge();
        }
        try {
            var parts = new JakartaServletFileUpload<>().getItemIterator(request);
            while (parts.hasNext()) {
                var part = parts.next();
                if ("file".equals(part.getFieldName()) && !part.isFormField()) {
                    return receive(part, admission);
                }
            }
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The form has no part called “file” with a file name.",
                    Map.of("field", "file"));
        } catch (FileUploadException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The upload is not a complete multipart form. Send it again.");
        } catch (IOException e) {
            if (e.getCause() instanceof FileUploadException || e instanceof EOFException) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The upload broke off. Send it again.");
            }
            throw new UncheckedIOException(e);
        }
    }

    private ReceivedFile receive(FileItemInput part, Admission admission) throws IOException {
        var incoming = store.incoming().resolve(UUID.randomUUID().toString());
        try {
            var digest = ContentHash.sha256();
            long bytes;
            try (var in = part.getInputStream();
                 var out = new DigestOutputStream(Files.newOutputStream(incoming), digest)) {
                bytes = copy(in, out);
            }
            inspection.inspect(incoming);
            var hash = ContentHash.ofDigest(digest.digest());
            admission.ask(hash, bytes);
            store.adopt(incoming, hash);
            return new ReceivedFile(hash, bytes, nameOf(part));
        } catch (EpubRefused refused) {
            throw Problem.of(statusOf(refused), refused.code(), refused.sentence());
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private long copy(InputStream in, OutputStream out) throws IOException {
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
        }
        if (bytes == 0) {
            throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-an-epub", "This file is empty.");
        }
        return bytes;
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

    private static String nameOf(FileItemInput part) {
        var name = Objects.requireNonNullElse(part.getName(), "").replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
        if (name.isEmpty()) {
            return "book.epub";
        }
        return name.length() > NAME_LENGTH ? name.substring(name.length() - NAME_LENGTH) : name;
    }
}
