package dev.lectern.command.epub;

import dev.lectern.contracts.content.ContentHash;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an EPUB says and holds, its files being in the sink.
 *
 * @param language          BCP 47; from the text where it contradicts the claim, {@code und} if neither says
 * @param declaredLanguages each {@code dc:language} as it stands
 * @param genre             the first {@code dc:subject}
 * @param description       plain text
 * @param pageProgression   {@code ltr}, {@code rtl} or {@code null}
 * @param fixedLayout       made of pages with a size of their own ({@code rendition:layout} pre-paginated)
 * @param chapters          one per spine item, in reading order, also for those whose file is missing
 * @param toc               as in the navigation document or NCX; made from the chapters if there is neither
 * @param resources         by path within the EPUB: what chapters may refer to as {@code resources/<path>}
 * @param warnings          a sentence for each thing that was missing or had to be mended
 */
public record EpubBook(
        String title,
        List<String> authors,
        String language,
        List<String> declaredLanguages,
        @Nullable String genre,
        @Nullable String description,
        @Nullable Cover cover,
        @Nullable String pageProgression,
        boolean fixedLayout,
        List<Chapter> chapters,
        List<TocEntry> toc,
        Map<String, Resource> resources,
        List<String> warnings) {

    /**
     * A spine item.
     *
     * @param number     from 1, in reading order
     * @param href       path within the EPUB
     * @param linear     false for what is reached by links only
     * @param content    the chapter document
     * @param text       the plain text's UTF-8 bytes
     * @param characters length of the plain text in UTF-16 code units
     * @param words      tokens between white space with at least one letter or digit
     */
    public record Chapter(int number, String title, String href, boolean linear, ContentHash content, ContentHash text,
                          int characters, int words) {
    }

    /**
     * An entry of the table of contents.
     *
     * @param href    path within the EPUB with its fragment, or {@code null} for a mere heading
     * @param chapter number of the chapter it leads into, if it leads into one
     */
    public record TocEntry(String title, @Nullable String href, @Nullable Integer chapter, List<TocEntry> children) {
    }

    /** A file that chapters may refer to. */
    public record Resource(ContentHash content, String mediaType, long bytes) {
    }

    /**
     * The cover picture, which is among the resources too.
     *
     * @param href   path within the EPUB
     * @param width  in pixels, 0 if unknown
     * @param height in pixels, 0 if unknown
     */
    public record Cover(ContentHash content, String mediaType, String href, int width, int height) {
    }
}
