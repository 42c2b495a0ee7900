package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.command.epub.EpubBook.Chapter;
import dev.lectern.command.epub.EpubBook.TocEntry;
import dev.lectern.contracts.content.ContentHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Books that other people made, held against facts that another program counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealBooksTest {

    private static final String DETECTED_CHINESE = "other/debmake-doc-zh-cn-says-en.epub";

    private static final List<String> LACK_A_PICTURE = List.of("other/debmake-doc-en-epub2.epub", DETECTED_CHINESE);

    private final EpubReader reader = EpubReader.within(EpubLimits.DEFAULT);
    private Path folder = Path.of("");

    record RealBook(String name, Path file, JsonNode expected) {

        JsonNode facts() {
            return expected.get("facts");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void find_the_books() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shared/epubs"))) {
            here = here.getParent();
        }
        assumeTrue(here != null, "the collection of real books is not here");
        folder = here.resolve("shared/epubs");
    }

    Stream<RealBook> books() throws Exception {
        JsonNode expected = new JsonMapper().readTree(Files.readAllBytes(folder.resolve("expected.json"))).get("files");
        return expected.properties().stream()
                .map(entry -> new RealBook(entry.getKey(), folder.resolve(entry.getKey()), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("books")
    void a_real_book_comes_out_as_it_is(RealBook real) throws Exception {
        var sink = new InMemorySink();
        EpubBook book = read(real, sink);
        JsonNode facts = real.facts();

        assertThat(book.title()).isEqualTo(facts.get("title").asString());
        assertThat(book.authors()).isEqualTo(strings(facts.get("authors")));
        assertThat(book.declaredLanguages()).isEqualTo(strings(facts.get("languages")));
        assertThat(book.language()).isEqualToIgnoringCase(
                real.name.equals(DETECTED_CHINESE) ? "zh" : facts.get("languages").get(0).asString());
        assertThat(book.fixedLayout()).isEqualTo(facts.get("fixed_layout").asBoolean());
        assertThat(book.pageProgression()).isEqualTo(
                facts.get("page_progression").isNull() ? null : facts.get("page_progression").asString());
        assertThat(book.chapters()).hasSize(facts.get("spine_items").asInt());
        assertThat(book.chapters().stream().filter(Chapter::linear)).hasSize(facts.get("spine_linear").asInt());
        assertThat(book.warnings().isEmpty()).isEqualTo(real.expected.get("expect").asString().equals("import")
                && !LACK_A_PICTURE.contains(real.name));
        has_the_toc(book, facts);
        has_the_words(book, real, sink);
    }

    private static void has_the_toc(EpubBook book, JsonNode facts) {
        JsonNode toc = facts.get("toc");
        if (toc.get("source").asString().equals("none")) {
            assertThat(book.toc()).extracting(TocEntry::chapter).hasSameSizeAs(book.chapters()).startsWith(1);
            return;
        }
        assertThat(entries(book.toc())).hasSize(toc.get("entries").asInt());
        assertThat(depth(book.toc())).isEqualTo(toc.get("depth").asInt());
        assertThat(entries(book.toc())).extracting(TocEntry::title).startsWith(
                strings(toc.get("first_labels")).toArray(String[]::new));
    }

    private static void has_the_words(EpubBook book, RealBook real, InMemorySink sink) {
        JsonNode facts = real.facts();
        double tolerance = real.expected.path("word_tolerance").asDouble(0.01);
        int words = book.chapters().stream().mapToInt(Chapter::words).sum();
        assertThat((double) words).isBetween(facts.get("words").asInt() * (1 - tolerance),
                facts.get("tokens").asInt() * (1 + tolerance));
        long letters = book.chapters().stream().map(sink::text).mapToLong(RealBooksTest::letters).sum();
        assertThat((double) letters).isBetween(facts.get("letters").asInt() * 0.99, facts.get("letters").asInt() * 1.01);
        for (int i = 0; i < book.chapters().size(); i++) {
            Chapter chapter = book.chapters().get(i);
            JsonNode item = facts.get("spine").get(i);
            assertThat(chapter.href()).isEqualTo(item.get(0).asString());
            double expected = item.get(1).isNull() ? 0 : item.get(1).asInt();
            assertThat((double) chapter.words()).as(chapter.href())
                    .isBetween(expected * (1 - tolerance) - 2, expected * (1.03 + tolerance) + 1);
        }
        if (tolerance < 0.1 && facts.get("words").asInt() > 0) {
            String all = String.join(" ", book.chapters().stream().map(sink::text).toList());
            assertThat(words(all)).startsWith(facts.get("first_words").asString().split(" "));
            assertThat(words(all)).endsWith(facts.get("last_words").asString().split(" "));
        }
    }

    @ParameterizedTest
    @MethodSource("books")
    void every_stretch_of_text_is_found_in_the_xhtml(RealBook real) throws Exception {
        var sink = new InMemorySink();
        for (Chapter chapter : read(real, sink).chapters()) {
            JsonNode document = sink.document(chapter);
            String text = document.get("text").asString();
            String xhtml = document.get("xhtml").asString();
            int mapped = 0;
            for (JsonNode run : document.get("runs")) {
                int t = run.get(0).asInt();
                int x = run.get(1).asInt();
                int length = run.get(2).asInt();
                assertThat(t).isGreaterThanOrEqualTo(mapped > 0 ? 1 : 0);
                assertThat(xhtml.substring(x, x + length)).isEqualTo(text.substring(t, t + length));
                mapped += length;
            }
            long unmapped = text.chars().filter(c -> !Character.isWhitespace(c) && "&<>".indexOf(c) < 0).count();
            assertThat(mapped).isGreaterThanOrEqualTo((int) unmapped);
            assertThat(chapter.characters()).isEqualTo(text.length());
            assertThat(chapter.text()).isEqualTo(ContentHash.of(text));
        }
    }

    @ParameterizedTest
    @MethodSource("books")
    void a_page_refers_to_nothing_but_the_books_own_chapters_and_resources(RealBook real) throws Exception {
        var sink = new InMemorySink();
        EpubBook book = read(real, sink);
        for (Chapter chapter : book.chapters()) {
            for (Element element : Jsoup.parseBodyFragment(sink.xhtml(chapter)).body().getAllElements()) {
                element.attributes().forEach(attribute -> {
                    assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                    if (List.of("href", "src", "poster").contains(attribute.getKey())) {
                        assertThat(attribute.getValue()).matches("(#|chapters/\\d+|resources/).*");
                    }
                    if (attribute.getKey().equals("src")) {
                        assertThat(book.resources()).containsKey(BookPaths.decoded(
                                attribute.getValue().substring("resources/".length())));
                    }
                });
            }
        }
        book.resources().values().forEach(resource ->
                assertThat(ContentHash.of(sink.bytes(resource.content()))).isEqualTo(resource.content()));
    }

    private EpubBook read(RealBook real, InMemorySink sink) throws Exception {
        reader.inspect(real.file, Budgets.usual());
        return reader.read(real.file, real.file.getFileName().toString(), sink, Budgets.usual());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<TocEntry> entries(List<TocEntry> toc) {
        var all = new ArrayList<TocEntry>();
        toc.forEach(entry -> {
            all.add(entry);
            all.addAll(entries(entry.children()));
        });
        return all;
    }

    private static int depth(List<TocEntry> toc) {
        return toc.stream().mapToInt(entry -> 1 + depth(entry.children())).max().orElse(0);
    }

    private static long letters(String text) {
        return text.codePoints().filter(c -> Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER || Character.getType(c) == Character.OTHER_NUMBER).count();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[\\s\\p{Z}]+")).filter(token -> letters(token) > 0).toList();
    }
}
