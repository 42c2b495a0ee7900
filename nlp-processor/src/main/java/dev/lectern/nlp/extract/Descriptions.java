package dev.lectern.nlp.extract;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Description;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Passages as the published language has them. */
public final class Descriptions {

    /**
     * @param text      the whole chapter
     * @param extractor the extractor's version
     * @param content   the text that the passage was found in
     * @param offset    of the content in the chapter
     */
    public static Description of(Passage passage, ContentHash text, String extractor, String content, int offset) {
        int start = offset + passage.start();
        int end = offset + passage.end();
        return new Description(id(text, extractor, start, end), passage.type(), content.substring(passage.start(), passage.end()),
                start, end, passage.confidence(), passage.priority(), passage.entities(), passage.voices());
    }

    /** The same passage of the same text has the same id under the same extractor. */
    private static UUID id(ContentHash text, String extractor, int start, int end) {
        return UUID.nameUUIDFromBytes((text.hex() + '/' + extractor + '/' + start + '-' + end).getBytes(StandardCharsets.UTF_8));
    }

    private Descriptions() {
    }
}
