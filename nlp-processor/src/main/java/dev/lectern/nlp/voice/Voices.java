package dev.lectern.nlp.voice;

import dev.lectern.nlp.lexicon.WordLists;
import dev.lectern.nlp.lexicon.WordNet;
import java.util.Map;

/** The taggers and word lists, loaded once, and the voices made of them with given weights. */
public final class Voices {

    public static final String LEXICON = "lexicon";
    public static final String CORE_NLP = "corenlp";
    public static final String OPEN_NLP = "opennlp";

    private final WordLists lists;
    private final WordNet wordNet;
    private final SentenceFeatures features;
    private final Map<String, Tagger> taggers;

    private Voices(WordLists lists, WordNet wordNet, Map<String, Tagger> taggers) {
        this.lists = lists;
        this.wordNet = wordNet;
        this.features = new SentenceFeatures(lists, wordNet);
        this.taggers = taggers;
    }

    /** Reads the models: some seconds. */
    public static Voices load() {
        return new Voices(new WordLists(), new WordNet(),
                Map.of(LEXICON, sentence -> Tagging.NONE, CORE_NLP, new CoreNlpTagger(), OPEN_NLP, new OpenNlpTagger()));
    }

    /** The same, with each tagger wrapped. */
    public Voices with(java.util.function.UnaryOperator<Tagger> wrapper) {
        var wrapped = new java.util.HashMap<String, Tagger>();
        taggers.forEach((name, tagger) -> wrapped.put(name, wrapper.apply(tagger)));
        return new Voices(lists, wordNet, Map.copyOf(wrapped));
    }

    public WordLists lists() {
        return lists;
    }

    public WordNet wordNet() {
        return wordNet;
    }

    public Voice voice(String name, Linear scorer) {
        Tagger tagger = taggers.get(name);
        if (tagger == null) {
            throw new IllegalArgumentException("there is no voice named " + name);
        }
        return new Voice(name, tagger, features, scorer);
    }
}
