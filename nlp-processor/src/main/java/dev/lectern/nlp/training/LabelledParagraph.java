package dev.lectern.nlp.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.contracts.json.LecternJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A paragraph that two people judged. One JSON object a line.
 *
 * @param book      paragraphs of one book are held out together
 * @param weight    undoes the sampling: the paragraph stands for so many
 * @param verdict   {@code y}, {@code n}, or {@code b} where they differ or can't say
 * @param mainTypes the main type that each of them saw
 * @param types     every type named
 * @param spans     [start, end) of the descriptive stretch, of each who saw one
 */
public record LabelledParagraph(String id, String book, double weight, @JsonProperty("d") String verdict,
                                @JsonProperty("t") List<String> mainTypes, List<String> types, List<List<Integer>> spans,
                                String text) {

    private static final int JUDGES = 2;

    public static List<LabelledParagraph> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> LecternJson.MAPPER.readValue(line, LabelledParagraph.class)).toList();
        }
    }

    /** The share of the judges for whom at least half of [start, end) is descriptive. */
    double descriptiveShare(int start, int end) {
        long agreeing = spans.stream().filter(span -> 2 * overlap(span, start, end) >= end - start).count();
        return (double) agreeing / Math.max(JUDGES, spans.size());
    }

    /** Whether at least half of [start, end) is descriptive for one of the judges. */
    boolean isDescriptive(int start, int end) {
        return descriptiveShare(start, end) > 0;
    }

    private static int overlap(List<Integer> span, int start, int end) {
        return Math.min(end, span.getLast()) - Math.max(start, span.getFirst());
    }
}
