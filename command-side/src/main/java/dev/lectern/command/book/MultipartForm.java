package dev.lectern.command.book;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A {@code multipart/form-data} body (RFC 7578, RFC 2046 section 5.1), part by part as it comes in.
 *
 * <p>Of our own because the libraries look at every byte to find the boundary: 45 ms for 30 MB, as long as it takes to hash and to
 * store them. This one looks at one in as many as the boundary is long (Horspool's search).
 */
final class MultipartForm {

    /** The body is no complete form. */
    static final class Malformed extends IOException {

        private static final long serialVersionUID = 1L;

        private Malformed(String reason) {
            super(reason);
        }
    }

    /**
     * @param fileName {@code null} for a plain field
     * @param content  to be read before the next part is asked for
     */
    record Part(String name, @Nullable String fileName, InputStream content) {
    }

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_BOUNDARY = 70;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int MOST_PARTS = 100;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] skips = new int[256];
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private int parts;

    /** @throws Malformed if the content type names no boundary */
    MultipartForm(InputStream in, @Nullable String contentType) throws Malformed {
        this.in = in;
        String boundary = boundaryOf(contentType);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(skips, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            skips[delimiter[i] & 0xff] = delimiter.length - 1 - i;
        }
        // the first delimiter stands at the very beginning, without its line end
        buffer[end++] = '\r';
        buffer[end++] = '\n';
    }

    private static String boundaryOf(@Nullable String contentType) throws Malformed {
        try {
            String boundary = MediaType.parseMediaType(Objects.requireNonNullElse(contentType, "")).getParameter("boundary");
            String bare = boundary == null ? "" : boundary.replaceFirst("^\"(.*)\"$", "$1");
            if (!bare.isEmpty() && bare.length() <= LONGEST_BOUNDARY) {
                return bare;
            }
        } catch (InvalidMediaTypeException e) {
            throw new Malformed("no content type");
        }
        throw new Malformed("no boundary");
    }

    private static ContentDisposition disposition(String header) throws Malformed {
        try {
            return ContentDisposition.parse(header);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a part that says nothing of itself");
        }
    }

    /** The next part, or {@code null} after the last one. */
    @Nullable Part next() throws IOException {
        new Content().skip();
        position += delimiter.length;
        require(2);
        if (buffer[position] == '-' && buffer[position + 1] == '-') {
            return null;
        }
        if (++parts > MOST_PARTS || !line().isBlank()) {
            throw new Malformed("too many parts, or what is almost a boundary within one");
        }
        var disposition = ContentDisposition.empty();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            length += header.length();
            if (length > LONGEST_HEADERS) {
                throw new Malformed("too long a header");
            }
            if (header.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                disposition = disposition(header.substring(20).strip());
            }
        }
        return new Part(Objects.requireNonNullElse(disposition.getName(), ""), disposition.getFilename(), new Content());
    }

    /** What follows up to the end of the line, which is taken too. */
    private String line() throws IOException {
        for (int at = 0; at <= LONGEST_HEADERS; at++) {
            require(at + 2);
            if (buffer[position + at] == '\r' && buffer[position + at + 1] == '\n') {
                String line = new String(buffer, position, at, StandardCharsets.UTF_8);
                position += at + 2;
                return line;
            }
        }
        throw new Malformed("too long a header");
    }

    /** So many bytes from here on are in the buffer afterwards. */
    private void require(int bytes) throws IOException {
        while (end - position < bytes) {
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the form broke off");
        }
        end += read;
    }

    /** The bytes up to the next delimiter. */
    private final class Content extends InputStream {

        /** Bytes that are known to be content from the position on. */
        private int known;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (known == 0 && !look()) {
                return -1;
            }
            int read = Math.min(length, known);
            System.arraycopy(buffer, position, bytes, offset, read);
            position += read;
            known -= read;
            return read;
        }

        void skip() throws IOException {
            while (known > 0 || look()) {
                position += known;
                known = 0;
            }
        }

        /** @return false if the delimiter stands right here */
        private boolean look() throws IOException {
            while (!ended && known == 0) {
                require(delimiter.length);
                int found = find();
                ended = found == position;
                known = (found < 0 ? end - delimiter.length + 1 : found) - position;
            }
            return known > 0;
        }

        private int find() {
            int last = delimiter.length - 1;
            for (int at = position; at + last < end; at += skips[buffer[at + last] & 0xff]) {
                int matched = last;
                while (matched >= 0 && buffer[at + matched] == delimiter[matched]) {
                    matched--;
                }
                if (matched < 0) {
                    return at;
                }
            }
            return -1;
        }
    }
}
