package dev.lectern.nlp.extract;

import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.voice.Linear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Everything that was learned; written by the training command.
 *
 * @param voices     per voice: from a sentence's features to the log-odds that it is descriptive
 * @param types      per type: from a passage's features to the log-odds that it is of that type
 * @param confidence per mode: from {@link PassageFinder#EVIDENCE} to the log-odds that a reader would agree
 * @param tuning     decisions
 */
public record Weights(Map<String, Linear> voices, Map<DescriptionType, Linear> types, Map<Mode, Linear> confidence, Tuning tuning) {

    private static final String RESOURCE = "/dev/lectern/nlp/weights.json";

    /** Those that the jar ships. */
    public static Weights shipped() {
        try (var in = Weights.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return LecternJson.MAPPER.readValue(in, Weights.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Linear voice(String name) {
        return known(voices.get(name), name);
    }

    Linear confidence(Mode mode) {
        return known(confidence.get(mode), mode);
    }

    private static Linear known(@org.jspecify.annotations.Nullable Linear weights, Object of) {
        if (weights == null) {
            throw new IllegalStateException("nothing was learned for " + of);
        }
        return weights;
    }
}
