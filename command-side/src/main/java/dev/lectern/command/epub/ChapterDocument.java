package dev.lectern.command.epub;

import dev.lectern.contracts.content.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A chapter as it is stored and served.
 *
 * @param text  plain text: white space is one space, lines end in one newline, paragraphs in two
 * @param xhtml sanitised fragment; well-formed, and the same read as HTML
 * @param runs  triples of text offset, XHTML offset and length in UTF-16 code units: these stretches are equal
 */
record ChapterDocument(String text, String xhtml, int[] runs) {

    static final ChapterDocument EMPTY = new ChapterDocument("", "", new int[0]);

    private static final JsonFactory JSON = new JsonFactory();

    static ChapterDocument of(ChapterText written) {
        return new ChapterDocument(written.text(), written.xhtml(), written.runs());
    }

    /** Keeps the document as JSON. */
    ContentHash keptIn(EpubSink sink) throws IOException {
        var bytes = new ByteArrayOutputStream(xhtml.length() + text.length() + 1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.flush();
            int from = bytes.size();
            json.writeStringProperty("text", text);
            json.writeStringProperty("xhtml", xhtml);
            json.flush();
            int to = bytes.size();
            json.writeArrayPropertyStart("runs");
            for (int i = 0; i < runs.length; i += 3) {
                json.writeArray(runs, i, 3);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            return sink.chapter(bytes.toByteArray(), from, to);
        }
    }
}
