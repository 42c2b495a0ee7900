package dev.lectern.nlp;

import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.voice.Voices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one extractor of the process: its models are loaded, and have seen a chapter, before the service is ready. */
@Configuration(proxyBeanMethods = false)
class ExtractorConfiguration {

    private static final String WARM_UP = """
            The road climbed between two dark hedges to a low grey house with a slate roof. A lamp burned in the window.
            An old man in a patched blue coat stood at the gate, his hat in his hands, and Mr. Harding from London beside him.
            “You are late,” he said. “Nobody has waited for you since Monday.”
            """;
    private static final int WARM_UP_ROUNDS = 20;

    @Bean
    Extractor extractor() {
        var extractor = new Extractor(Voices.load(), Weights.shipped());
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            extractor.extract(WARM_UP, "en", Mode.ENSEMBLE);
        }
        return extractor;
    }
}
