package dev.lectern.command.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was put into a form comes out of it, wherever its bytes are cut. */
class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=\"the-limit\"";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private MultipartFormTest text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private MultipartFormTest file(String name, String fileName, byte[] content) {
        text("--the-limit\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"\r\n"
                + "Content-Type: application/epub+zip\r\n\r\n");
        body.writeBytes(content);
        return text("\r\n");
    }

    /** A form that comes in pieces of random sizes. */
    private MultipartForm form(int seed) throws IOException {
        var random = new Random(seed);
        return new MultipartForm(new ByteArrayInputStream(body.toByteArray()) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(seed % 2 == 0 ? 20 : 20_000)));
            }
        }, TYPE);
    }

    private static MultipartForm.Part next(MultipartForm form) throws IOException {
        return Objects.requireNonNull(form.next());
    }

    @Test
    void each_part_has_its_name_its_file_name_and_its_bytes() throws IOException {
        text("a preamble\r\n--the-limit\r\ncontent-disposition: form-data; name=comment\r\n\r\nhello\r\n")
                .file("file", "Der Zauberberg – Größe.epub", new byte[]{'P', 'K', '\r', '\n', '-', '-'}).file("empty", "", new byte[0])
                .text("--the-limit--\r\nan epilogue");
        var form = form(0);
        var field = next(form);
        assertThat(field.name()).isEqualTo("comment");
        assertThat(field.fileName()).isNull();
        assertThat(field.content()).hasContent("hello");
        var file = next(form);
        assertThat(file.fileName()).isEqualTo("Der Zauberberg – Größe.epub");
        assertThat(file.content().readAllBytes()).containsExactly('P', 'K', '\r', '\n', '-', '-');
        assertThat(next(form).content().readAllBytes()).isEmpty();
        assertThat(form.next()).isNull();
    }

    @Test
    void what_looks_almost_like_the_boundary_is_content() throws IOException {
        var random = new Random(1);
        for (int seed = 0; seed < 300; seed++) {
            body.reset();
            var content = new ByteArrayOutputStream();
            while (content.size() < 150 + random.nextInt(seed % 10 == 0 ? 200_000 : 100)) {
                content.writeBytes("\r\n--the-limit".substring(random.nextInt(3), 3 + random.nextInt(9)).getBytes(StandardCharsets.UTF_8));
                content.write(random.nextInt(256));
            }
            var form = file("file", "x", content.toByteArray()).text("--the-limit--").form(seed);
            assertThat(next(form).content().readAllBytes()).isEqualTo(content.toByteArray());
            assertThat(form.next()).isNull();
        }
    }

    @Test
    void a_part_that_nobody_reads_is_passed_over() throws IOException {
        var form = file("other", "x", new byte[300_000]).file("file", "y", new byte[]{1}).text("--the-limit--").form(1);
        next(form);
        assertThat(next(form).name()).isEqualTo("file");
    }

    @Test
    void a_form_that_breaks_off_says_so_wherever_it_does() {
        file("file", "x", new byte[100]).text("--the-limit--");
        var whole = body.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            body.reset();
            body.write(whole, 0, length);
            assertThatThrownBy(() -> {
                var form = form(0);
                while (form.next() instanceof MultipartForm.Part part) {
                    part.content().readAllBytes();
                }
            }).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void headers_parts_and_boundaries_without_end_are_refused() {
        assertThatThrownBy(() -> new MultipartForm(new ByteArrayInputStream(new byte[0]), "multipart/form-data"))
                .isInstanceOf(MultipartForm.Malformed.class);
        assertThatThrownBy(() -> text("--the-limit\r\nx: " + "y".repeat(100_000)).form(1).next()).isInstanceOf(MultipartForm.Malformed.class);
        body.reset();
        text("--the-limit\r\n" + "x: y\r\n".repeat(10_000));
        assertThatThrownBy(() -> form(1).next()).isInstanceOf(MultipartForm.Malformed.class);
        body.reset();
        for (int i = 0; i < 1_000; i++) {
            file("other", "x", new byte[1]);
        }
        assertThatThrownBy(() -> {
            var form = form(1);
            while (form.next() != null) {
                assertThat(body.size()).isPositive();
            }
        }).isInstanceOf(MultipartForm.Malformed.class);
    }
}
