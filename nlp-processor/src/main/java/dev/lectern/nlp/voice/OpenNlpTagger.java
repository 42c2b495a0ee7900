package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTagFormat;
import opennlp.tools.postag.POSTaggerME;

/** OpenNLP's part-of-speech tagger: faster and less exact than CoreNLP's, and it errs elsewhere. */
public final class OpenNlpTagger implements Tagger {

    private static final String MODEL = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

    private final POSModel model;
    /** A POSTaggerME remembers its last sentence, so each thread has its own over the one model. */
    private final ThreadLocal<POSTaggerME> taggers;

    public OpenNlpTagger() {
        try (var in = OpenNlpTagger.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException("the model " + MODEL + " is missing from the class path");
            }
            model = new POSModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("OpenNLP's model can't be read", e);
        }
        taggers = ThreadLocal.withInitial(() -> new POSTaggerME(model, POSTagFormat.PENN));
    }

    @Override
    public List<String> tags(Sentence sentence) {
        return List.of(taggers.get().tag(sentence.tokens().stream().map(Token::text).toArray(String[]::new)));
    }
}
