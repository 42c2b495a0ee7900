package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChapterDocumentTest {

    @Test
    void a_page_can_take_text_and_xhtml_as_they_stand_in_the_document() throws IOException {
        var sink = new InMemorySink();
        var hash = new ChapterDocument("“Thar she blows!” 🐋", "<p class=\"a\">“Thar she blows!” 🐋</p>", new int[] {0, 13, 20}).keptIn(sink);

        assertThat(new String(sink.bytes(hash), StandardCharsets.UTF_8)).isEqualTo("""
                {"text":"“Thar she blows!” 🐋","xhtml":"<p class=\\"a\\">“Thar she blows!” 🐋</p>","runs":[[0,13,20]]}""");
        assertThat(sink.partOfPage(hash)).isEqualTo("""
                "text":"“Thar she blows!” 🐋","xhtml":"<p class=\\"a\\">“Thar she blows!” 🐋</p>\"""");
    }

    @Test
    void a_long_chapter_is_taken_whole() throws IOException {
        var sink = new InMemorySink();
        var text = "“Thar she blows!” 🐋 ".repeat(10_000);
        var hash = new ChapterDocument(text, "<p>" + text + "</p>", new int[] {0, 3, text.length()}).keptIn(sink);

        var page = new JsonMapper().readTree("{" + sink.partOfPage(hash) + "}");

        assertThat(page.propertyNames()).containsExactly("text", "xhtml");
        assertThat(page.get("text").asString()).isEqualTo(text);
        assertThat(page.get("xhtml").asString()).isEqualTo("<p>" + text + "</p>");
    }
}
