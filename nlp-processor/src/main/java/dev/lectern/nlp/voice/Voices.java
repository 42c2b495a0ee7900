package dev.lectern.nlp.voice;

import dev.lectern.nlp.lexicon.WordLists;
import dev.lectern.nlp.lexicon.WordNet;
import dev.lectern.nlp.lexicon.WordNetKinds;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The models and word lists, loaded once, and the voices made of them with given weights. */
public final class Voices {

    public static final String LEXICON = "lexicon";
    public static final String CORE_NLP = "corenlp";
    public static final String OPEN_NLP = "opennlp";

    private final WordLists lists;
    private final WordNet wordNet;
    private final SentenceFeatures features;
    private final Map<String, Tagger> taggers;
    private final NameRecogniser names;

    private Voices(WordLists lists, WordNet wordNet, Map<String, Tagger> taggers, NameRecogniser names) {
        this.lists = lists;
        this.wordNet = wordNet;
        this.features = new SentenceFeatures(lists, wordNet);
        this.taggers = taggers;
        this.names = names;
    }

    /** Reads the models: some seconds, side by side. */
    public static Voices load() {
        var openNlp = CompletableFuture.supplyAsync(OpenNlpTagger::new);
        var wordNet = CompletableFuture.supplyAsync(WordNet::new);
        var kinds = CompletableFuture.supplyAsync(WordNetKinds::new);
        var coreNlp = CoreNlpTagger.load();
        return new Voices(new WordLists(kinds.join()), wordNet.join(),
                Map.of(LEXICON, Tagger.NONE, CORE_NLP, coreNlp, OPEN_NLP, openNlp.join()), coreNlp);
    }

    /** The same models, with each tagger and the recogniser wrapped. */
    public Voices with(UnaryOperator<Tagger> wrapper, UnaryOperator<NameRecogniser> nameWrapper) {
        var wrapped = new HashMap<String, Tagger>();
        taggers.forEach((name, tagger) -> wrapped.put(name, wrapper.apply(tagger)));
        return new Voices(lists, wordNet, Map.copyOf(wrapped), nameWrapper.apply(names));
    }

    public WordLists lists() {
        return lists;
    }

    public WordNet wordNet() {
        return wordNet;
    }

    public NameRecogniser names() {
        return names;
    }

    public Tagger tagger(String voice) {
        Tagger tagger = taggers.get(voice);
        if (tagger == null) {
            throw new IllegalArgumentException("there is no voice named " + voice);
        }
        return tagger;
    }

    public Voice voice(String name, Linear scorer) {
        return new Voice(name, tagger(name), features, scorer);
    }
}
