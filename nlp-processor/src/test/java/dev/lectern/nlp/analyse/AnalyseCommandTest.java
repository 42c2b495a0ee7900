package dev.lectern.nlp.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.json.LecternJson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The command that analyses lines. */
class AnalyseCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... arguments) throws IOException {
        return AnalyseCommand.run(arguments, new BufferedReader(new StringReader(input)), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void every_line_is_answered_by_a_line() throws IOException {
        String text = "A high white wall ran round the garden, and over it hung the dark branches of an old cedar.";
        int status = run("{\"id\":\"1\",\"text\":\"" + text + "\"}\n{\"id\":\"2\",\"text\":\"Why not?\",\"more\":1}\n", "--mode", "single");

        var lines = out.toString(StandardCharsets.UTF_8).lines().map(LecternJson.MAPPER::readTree).toList();
        assertThat(status).isZero();
        assertThat(lines).extracting(line -> line.get("id").asString()).containsExactly("1", "2");
        var description = lines.getFirst().get("descriptions").get(0);
        assertThat(description.get("text").asString()).isEqualTo(text);
        assertThat(description.get("type").asString()).isEqualTo("location");
        assertThat(lines.getLast().get("descriptions")).isEmpty();
    }

    @Test
    void a_line_that_is_no_text_is_named_and_the_others_are_answered() throws IOException {
        int status = run("""
                {"id":"1"}

                null
                rubbish
                {"text":"Why not?"}
                {"id":"6","text":"Why not?"} {"id":"7"}
                {"id":"8","text":"Why not?"}
                """, "--mode", "single");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(LecternJson.MAPPER::readTree)).extracting(line -> line.get("id").asString())
                .containsExactly("8");
        assertThat(err.toString()).contains("Line 1 ", "Line 3 ", "Line 4 ", "Line 5 ", "Line 6 ").doesNotContain("Line 2 ", "Line 7 ");
    }

    @Test
    void a_text_in_another_language_is_answered_with_the_reason() throws IOException {
        assertThat(run("{\"id\":\"1\",\"language\":\"fr\",\"text\":\"La cuisine était longue.\"}", "--mode", "single")).isZero();

        var line = LecternJson.MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(line.get("descriptions")).isEmpty();
        assertThat(line.get("note").asString()).contains("'fr'");
    }

    @Test
    void an_unknown_mode_is_refused_with_the_known_ones() throws IOException {
        assertThat(run("", "--mode", "guess")).isEqualTo(2);
        assertThat(err.toString()).contains("adaptive");
    }
}
