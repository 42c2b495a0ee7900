package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Sentence;
import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations.AnswerAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.TaggedWord;
import edu.stanford.nlp.ling.Word;
import edu.stanford.nlp.tagger.maxent.MaxentTagger;
import edu.stanford.nlp.util.logging.RedwoodConfiguration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/** CoreNLP's part-of-speech tagger and 3-class name recogniser: one of each serves all threads. */
public final class CoreNlpTagger implements Tagger, NameRecogniser {

    private static final String MODELS = "/edu/stanford/nlp/models/";

    private final MaxentTagger tagger;
    private final CRFClassifier<CoreLabel> recogniser;

    private CoreNlpTagger(MaxentTagger tagger, CRFClassifier<CoreLabel> recogniser) {
        this.tagger = tagger;
        this.recogniser = recogniser;
    }

    /** Reads both models at the same time. */
    public static CoreNlpTagger load() {
        RedwoodConfiguration.errorLevel().apply();
        var recogniser = CompletableFuture.supplyAsync(CoreNlpTagger::recogniser);
        return new CoreNlpTagger(tagger(), recogniser.join());
    }

    private static MaxentTagger tagger() {
        try (var in = model("pos-tagger/english-left3words-distsim.tagger")) {
            return new MaxentTagger(in);
        } catch (IOException e) {
            throw new UncheckedIOException("CoreNLP's tagger can't be read", e);
        }
    }

    private static CRFClassifier<CoreLabel> recogniser() {
        try (var in = new GZIPInputStream(model("ner/english.all.3class.distsim.crf.ser.gz"))) {
            return CRFClassifier.getClassifier(in);
        } catch (IOException e) {
            throw new UncheckedIOException("CoreNLP's name recogniser can't be read", e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("CoreNLP's name recogniser doesn't fit its classes", e);
        }
    }

    private static InputStream model(String name) {
        var in = CoreNlpTagger.class.getResourceAsStream(MODELS + name);
        if (in == null) {
            throw new IllegalStateException("the model " + name + " is missing from the jar");
        }
        return new BufferedInputStream(in);
    }

    @Override
    public List<String> tags(Sentence sentence) {
        return tagger.tagSentence(words(sentence)).stream().map(TaggedWord::tag).toList();
    }

    /** Not {@code classify(tokens)}, which would skip features that the model was trained with. */
    @Override
    public List<String> names(Sentence sentence) {
        return recogniser.classifySentence(words(sentence)).stream().map(label -> label.get(AnswerAnnotation.class)).toList();
    }

    private static List<Word> words(Sentence sentence) {
        return sentence.tokens().stream().map(token -> new Word(token.text())).toList();
    }
}
