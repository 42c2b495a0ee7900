package dev.lectern.nlp.analyse;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.nlp.extract.Descriptions;
import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.voice.Voices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** {@code analyse [--mode M] < texts.jsonl}: reads {@code {"id","text"}} lines, writes {@code {"id","descriptions":[…]}} lines. */
public final class AnalyseCommand {

    private static final String USAGE = "usage: analyse [--mode single|parallel|sequential|ensemble|adaptive] < texts.jsonl";

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err));
    }

    /** @return the exit status: 0, 1 if some line can't be read, 2 if the arguments can't */
    public static int run(String[] arguments, BufferedReader in, PrintStream out, PrintStream err) throws IOException {
        Mode mode = Mode.ADAPTIVE;
        try {
            if (arguments.length == 2 && arguments[0].equals("--mode")) {
                mode = Mode.named(arguments[1]);
            } else if (arguments.length != 0) {
                throw new IllegalArgumentException(USAGE);
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        var extractor = new Extractor(Voices.load(), Weights.shipped());
        int number = 0;
        int status = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                out.println(LecternJson.MAPPER.writeValueAsString(analyse(LecternJson.MAPPER.readValue(line, Text.class), extractor, mode)));
            } catch (JacksonException | IllegalArgumentException e) {
                err.println("Line " + number + " is not a {\"id\",\"text\"} object: " + e.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private static Found analyse(@Nullable Text given, Extractor extractor, Mode mode) {
        String text = given == null ? null : given.text();
        if (given == null || given.id() == null || text == null) {
            throw new IllegalArgumentException("it needs an id and a text");
        }
        var hash = ContentHash.of(text);
        var extraction = extractor.extract(text, given.language() == null ? "en" : given.language(), mode);
        return new Found(given.id(), extraction.passages().stream()
                .map(passage -> Descriptions.of(passage, hash, Extractors.CURRENT, text, 0)).toList(), extraction.note().orElse(null));
    }

    private record Text(@Nullable String id, @Nullable String text, @Nullable String language) {
    }

    private record Found(String id, List<Description> descriptions, @Nullable String note) {
    }

    private AnalyseCommand() {
    }
}
