package dev.lectern.command.epub;

import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a book's files for a test to look at. */
final class InMemorySink implements EpubSink {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<ContentHash, byte[]> stored = new HashMap<>();
    private final Map<ContentHash, String> pages = new HashMap<>();

    @Override
    public ContentHash chapter(byte[] document, int from, int to) {
        var hash = store(document);
        pages.put(hash, new String(document, from, to - from, StandardCharsets.UTF_8));
        return hash;
    }

    @Override
    public ContentHash resource(InputStream content) throws IOException {
        return store(content.readAllBytes());
    }

    private ContentHash store(byte[] bytes) {
        ContentHash hash = ContentHash.of(bytes);
        stored.put(hash, bytes);
        return hash;
    }

    String text(EpubBook.Chapter chapter) {
        return document(chapter).get("text").asString();
    }

    String xhtml(EpubBook.Chapter chapter) {
        return document(chapter).get("xhtml").asString();
    }

    JsonNode document(EpubBook.Chapter chapter) {
        return JSON.readTree(bytes(chapter.content()));
    }

    /** What a chapter's page takes of its document. */
    String partOfPage(ContentHash document) {
        return pages.getOrDefault(document, "");
    }

    byte[] bytes(ContentHash hash) {
        return stored.get(hash);
    }

    String resource(EpubBook book, String path) {
        return new String(bytes(book.resources().get(path).content()), StandardCharsets.UTF_8);
    }
}
