package dev.lectern.query.files;

import static dev.lectern.query.testing.StoredBook.picture;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Reply;
import dev.lectern.query.testing.StoredBook;
import dev.lectern.query.testing.TestBook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FilesEndpointTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader);
    private final StoredBook stored = new StoredBook(book, querySide.store());
    private final String url = "/api/v1/books/" + book.id();

    @Test
    void the_epub_comes_as_it_was_uploaded_and_is_kept_for_good() {
        querySide.given(stored.uploaded());

        var file = querySide.as(reader).get(url + "/file");

        assertThat(file.bytes()).isEqualTo(stored.epub());
        assertThat(file.header("Content-Type")).isEqualTo("application/epub+zip");
        assertThat(file.header("Cache-Control")).contains("immutable");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(querySide.as(reader).with("If-None-Match", file.header("ETag")).get(url + "/file").status()).isEqualTo(304);
    }

    @Test
    void parts_of_the_epub_can_be_asked_for() {
        querySide.given(stored.uploaded());
        int length = stored.epub().length;

        var part = ranged("bytes=4-7");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(stored.epub(), 4, 8));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-7/" + length);
        assertThat(ranged("bytes=-3").bytes()).isEqualTo(Arrays.copyOfRange(stored.epub(), length - 3, length));
        assertThat(ranged("bytes=4-").bytes()).hasSize(length - 4);
        assertThat(ranged("bytes=4-99999").bytes()).hasSize(length - 4);
        assertThat(ranged("bytes=99999-").status()).isEqualTo(416);
        assertThat(ranged("bytes=99999-").header("Content-Range")).isEqualTo("bytes */" + length);
        assertThat(ranged("lines=1-2").status()).isEqualTo(200);
        assertThat(ranged("bytes=1-2,4-5").status()).isEqualTo(200);
    }

    @Test
    void a_part_of_another_version_gives_the_whole() {
        querySide.given(stored.uploaded());
        var tag = querySide.as(reader).get(url + "/file").header("ETag");

        assertThat(querySide.as(reader).with("Range", "bytes=0-1").with("If-Range", "\"other\"").get(url + "/file").status()).isEqualTo(200);
        assertThat(querySide.as(reader).with("Range", "bytes=0-1").with("If-Range", tag).get(url + "/file").status()).isEqualTo(206);
    }

    @Test
    void head_tells_the_size() {
        querySide.given(stored.uploaded());
        querySide.as(reader).get(url);

        var head = querySide.as(reader).ask("HEAD", url + "/file");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(stored.epub().length));
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void the_file_of_a_book_that_could_not_be_read_is_not_kept() {
        querySide.given(book.uploaded(), book.importFailed("It is encrypted."));

        assertThat(querySide.as(reader).get(url + "/file").status()).isEqualTo(404);
    }

    @Test
    void covers_come_in_sizes() throws IOException {
        stored.cover("image/png", picture("png", 1200, 1800));
        querySide.given(stored.uploaded(), stored.imported());

        assertThat(width("")).isEqualTo(1200);
        assertThat(width("?size=large")).isEqualTo(640);
        assertThat(width("?size=medium")).isEqualTo(320);
        assertThat(width("?size=small")).isEqualTo(160);
        assertThat(querySide.as(reader).get(url + "/cover?size=huge").status()).isEqualTo(400);
        assertThat(querySide.as(reader).get(url).json().get("cover").asString()).isEqualTo(url + "/cover");
    }

    @Test
    void a_small_cover_is_not_made_larger() throws IOException {
        stored.cover("image/jpeg", picture("jpeg", 100, 150));
        querySide.given(stored.uploaded(), stored.imported());

        assertThat(width("?size=large")).isEqualTo(100);
    }

    @Test
    void a_cover_that_promises_too_many_pixels_is_not_decoded() {
        var bomb = picture("png", 10, 10);
        // the header's width and height become 60,000 each
        System.arraycopy(new byte[] {0, 0, (byte) 0xEA, 0x60, 0, 0, (byte) 0xEA, 0x60}, 0, bomb, 16, 8);
        stored.cover("image/png", bomb);
        querySide.given(stored.uploaded(), stored.imported());

        assertThat(querySide.as(reader).get(url + "/cover?size=small").bytes()).isEqualTo(bomb);
    }

    @Test
    void a_book_without_cover_says_so() {
        querySide.given(stored.uploaded(), stored.imported());

        assertThat(querySide.as(reader).get(url + "/cover").status()).isEqualTo(404);
    }

    @Test
    void pictures_fonts_and_styles_are_served_and_run_nothing() {
        stored.resource("OEBPS/images/a b.png", "image/png", picture("png", 3, 3))
                .resource("OEBPS/ärger.css", "text/css", "p{}".getBytes(StandardCharsets.UTF_8));
        querySide.given(stored.uploaded(), stored.imported());

        var picture = querySide.as(reader).get(url + "/resources/OEBPS/images/a%20b.png");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(querySide.as(reader).get(url + "/resources/OEBPS/%C3%A4rger.css").status()).isEqualTo(200);
    }

    @Test
    void what_a_browser_would_execute_is_not_served() {
        var script = "alert(1)".getBytes(StandardCharsets.UTF_8);
        stored.resource("a.js", "text/javascript", script).resource("a.html", "text/html", script)
                .resource("a.xhtml", "application/xhtml+xml", script).resource("a.png", "image/png; text/html", script)
                .resource("a.svg", "IMAGE/SVG+XML;charset=utf-8", script);
        querySide.given(stored.uploaded(), stored.imported());

        for (var path : new String[] {"a.js", "a.html", "a.xhtml", "../a.png", "none.png"}) {
            assertThat(querySide.as(reader).get(url + "/resources/" + path).status()).as(path).isBetween(400, 404);
        }
        assertThat(querySide.as(reader).get(url + "/resources/a.png").header("Content-Type")).isEqualTo("image/png");
        var svg = querySide.as(reader).get(url + "/resources/a.svg");
        assertThat(svg.header("Content-Disposition")).isEqualTo("attachment");
        assertThat(svg.header("Content-Security-Policy")).contains("sandbox");
    }

    private Reply ranged(String range) {
        return querySide.as(reader).with("Range", range).get(url + "/file");
    }

    private int width(String query) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(querySide.as(reader).get(url + "/cover" + query).bytes())).getWidth();
    }
}
