package dev.lectern.query.testing;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.Cover;
import dev.lectern.contracts.json.LecternJson;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A book whose contents are in the content store, as the importer leaves them. */
public final class StoredBook {

    private final TestBook book;
    private final ContentStore store;
    private final List<Chapter> chapters = new ArrayList<>();
    private final Map<String, Object> resources = new TreeMap<>();
    private Object toc = List.of();
    private @Nullable Cover cover;
    private boolean whole;
    private final byte[] epub;

    public StoredBook(TestBook book, ContentStore store) {
        this.book = book;
        this.store = store;
        epub = ("the EPUB of " + book.id()).getBytes(StandardCharsets.UTF_8);
    }

    /** A chapter of one paragraph whose markup adds nothing to the text. */
    public StoredBook chapter(String title, String text) {
        return chapter(title, true, text, "<p>" + text + "</p>", List.of(List.of(0, 3, text.length())));
    }

    public StoredBook chapter(String title, boolean linear, String text, String xhtml, List<List<Integer>> runs) {
        int number = chapters.size() + 1;
        chapters.add(new Chapter(number, title, "OEBPS/c" + number + ".xhtml", linear, document(text, xhtml, runs),
                ContentHash.of(text), text.length(), text.split("\\s+").length));
        return this;
    }

    /** Nothing can be taken out of the documents of the chapters to come. */
    public StoredBook storedByAnEarlierRelease() {
        whole = true;
        return this;
    }

    private ContentHash document(String text, String xhtml, List<List<Integer>> runs) {
        var json = "{\"text\":" + LecternJson.MAPPER.writeValueAsString(text) + ",\"xhtml\":" + LecternJson.MAPPER.writeValueAsString(xhtml);
        var document = (json + ",\"runs\":" + LecternJson.MAPPER.writeValueAsString(runs) + "}").getBytes(StandardCharsets.UTF_8);
        if (whole) {
            // other bytes of the same meaning: what is stored already stays as it is
            return gzipped((" " + new String(document, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
        try (var batch = store.batch()) {
            var hash = batch.addGzipped(document, 1, json.getBytes(StandardCharsets.UTF_8).length);
            batch.commit();
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StoredBook toc(Object entries) {
        toc = entries;
        return this;
    }

    public StoredBook resource(String path, String mediaType, byte[] bytes) {
        resources.put(path, Map.of("hash", raw(bytes).hex(), "mediaType", mediaType, "bytes", bytes.length));
        return this;
    }

    public StoredBook cover(String mediaType, byte[] bytes) {
        cover = new Cover(raw(bytes), mediaType);
        return this;
    }

    public Chapter chapter(int number) {
        return chapters.get(number - 1);
    }

    public byte[] epub() {
        return epub;
    }

    public BookUploaded uploaded() {
        return book.uploaded(raw(epub), epub.length);
    }

    public BookImported imported() {
        return book.with(cover, gzipped(LecternJson.MAPPER.writeValueAsBytes(toc)),
                gzipped(LecternJson.MAPPER.writeValueAsBytes(resources))).imported(chapters);
    }

    /** A picture of one colour. */
    public static byte[] picture(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.PINK);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private ContentHash raw(byte[] bytes) {
        try {
            return store.store(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContentHash gzipped(byte[] bytes) {
        try {
            return store.storeGzipped(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
