package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** Telling a document in pieces, while it comes in, must not make another document of it. */
class MendedMarkupTest {

    private static final int ALL_AT_ONCE = Integer.MAX_VALUE;

    /** Writes down what it is told, and that every element which ends is the last that began. */
    private static final class Told implements MarkupHandler {

        private final StringBuilder events = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final Deque<String> open = new ArrayDeque<>();
        private long mostUntold;
        private final List<String> unbalanced = new ArrayList<>();

        @Override
        public void start(String name, Map<String, String> attributes) {
            open.push(name);
            events.append('<').append(name).append(attributes.isEmpty() ? "" : attributes).append('>');
        }

        @Override
        public void text(String words) {
            events.append(words);
            text.append(words);
        }

        @Override
        public void end(String name) {
            if (open.isEmpty() || !open.pop().equals(name)) {
                unbalanced.add(name);
            }
            events.append("</").append(name).append('>');
        }

        @Override
        public long bytes() {
            return events.length();
        }
    }

    private static Told told(String markup, int kept) throws EpubRefused {
        var told = new Told();
        new MendedMarkup(Parser.htmlParser().setMaxDepth(256), new StringReader(markup), told, kept).tell();
        assertThat(told.unbalanced).isEmpty();
        assertThat(told.open).isEmpty();
        return told;
    }

    private static Arbitrary<String> markupOf(String... pieces) {
        return Arbitraries.of(pieces).list().ofMaxSize(80).map(chosen -> {
            var markup = new StringBuilder();
            for (int i = 0; i < chosen.size(); i++) {
                markup.append(chosen.get(i).replace("#", i + " "));
            }
            return markup.toString();
        });
    }

    @Provide
    Arbitrary<String> unclosed() {
        return markupOf("<p>#", "</p>#", "<div>", "</div>", "<ul><li>#", "<li>#", "</ul>", "<h1>#", "</h2>", "<br>", "<img src='x'>", "<!--x-->", "#",
                "<section id='a'>", "</section>", "<dl><dt>#<dd>#", "<blockquote>", "</blockquote>", "<svg><path/></svg>", "<script>x</script>");
    }

    @Provide
    Arbitrary<String> anything() {
        return markupOf("<p>#", "</p>#", "<b>#", "</b>#", "<i>", "</i>", "<a href='#'>#", "</a>", "<div>#", "</div>", "<table>#", "<tr>", "<td>#", "</td>#", "</table>#",
                "<form>", "<select><option>#", "</select>", "<body lang='x'>", "</body>#", "<head>", "<title>#</title>", "</html>#", "<ruby>#<rt>#", "<font>#", "<math><mi>#");
    }

    @Property
    void what_is_only_unclosed_is_told_alike_in_pieces_and_at_once(@ForAll("unclosed") String markup) throws EpubRefused {
        assertThat(told(markup, 3).events.toString()).isEqualTo(told(markup, ALL_AT_ONCE).events.toString());
    }

    @Property
    void whatever_is_wrong_no_word_is_lost_or_told_twice(@ForAll("anything") String markup) throws EpubRefused {
        assertThat(told(markup, 3).text.toString().split("\\s+")).containsExactlyInAnyOrder(told(markup, ALL_AT_ONCE).text.toString().split("\\s+"));
    }

    @Test
    void most_of_a_long_document_was_told_when_its_end_is_read() throws EpubRefused {
        var told = new Told();
        var markup = new StringReader("<div><p>word</p>".repeat(10_000)) {
            private long characters;

            @Override
            public int read(char[] buffer, int offset, int length) throws java.io.IOException {
                int read = super.read(buffer, offset, length);
                characters += Math.max(read, 0);
                told.mostUntold = Math.max(told.mostUntold, characters - told.events.length());
                return read;
            }
        };
        new MendedMarkup(Parser.htmlParser().setMaxDepth(256), markup, told, 100).tell();
        assertThat(told.mostUntold).isBetween(1L, 20_000L);
        assertThat(told.text).hasSize(40_000);
    }
}
