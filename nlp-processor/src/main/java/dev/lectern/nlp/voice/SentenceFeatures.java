package dev.lectern.nlp.voice;

import dev.lectern.nlp.lexicon.Category;
import dev.lectern.nlp.lexicon.WordLists;
import dev.lectern.nlp.lexicon.WordNet;
import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sentence as numbers: what a scorer weighs. The groups (before the dot) are what ablations leave out. */
public final class SentenceFeatures {

    private static final List<String> TAGS = List.of("JJ", "NN", "NNP", "VBD", "VBN", "VBG", "VBZ", "VB", "PRP", "MD", "IN", "RB", "CD");
    private static final List<String> FORM = List.of("length", "commas", "semicolons", "question", "exclamation", "quotes", "spoken",
            "narrated", "dash", "contractions", "names", "type-token");
    private static final List<String> PATTERN = List.of("there-was", "opens-place", "opens-the", "opens-first", "opens-third", "subject-first",
            "subject-concrete", "concrete", "abstract", "as-if", "with-body", "to-verb", "modified", "concrete-modified", "past-be-modifier",
            "main-stative", "main-perception", "main-talk", "main-motion", "main-be", "the-of-the");

    private static final long CONCRETE = Category.bits(Category.COLOUR, Category.LIGHT, Category.SHAPE, Category.MATERIAL, Category.WEATHER,
            Category.SOUND, Category.SMELL, Category.BODY, Category.CLOTHING, Category.BUILDING, Category.LANDSCAPE, Category.ANIMAL,
            Category.THING);
    private static final long QUALITY = Category.bits(Category.COLOUR, Category.LIGHT, Category.SHAPE, Category.MATERIAL, Category.MOOD,
            Category.APPEARANCE);
    private static final long INNER = Category.bits(Category.COGNITION, Category.EMOTION, Category.ABSTRACT, Category.MODAL, Category.SPEECH);

    /** Feature names in the order of the vectors. */
    public static final List<String> FEATURES = names();

    private final WordLists lists;
    private final WordNet wordNet;

    public SentenceFeatures(WordLists lists, WordNet wordNet) {
        this.lists = lists;
        this.wordNet = wordNet;
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (Category category : Category.values()) {
            names.add("list." + category.name().toLowerCase());
        }
        for (String file : WordNet.NAMES) {
            names.add("wordnet." + file);
        }
        FORM.forEach(name -> names.add("form." + name));
        PATTERN.forEach(name -> names.add("pattern." + name));
        TAGS.forEach(name -> names.add("tag." + name));
        return List.copyOf(names);
    }

    private static final Map<String, Integer> INDEX = index();

    private static Map<String, Integer> index() {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < FEATURES.size(); i++) {
            index.put(FEATURES.get(i), i);
        }
        return Map.copyOf(index);
    }

    /**
     * Counts are divided by the square root of the words, between a density and a mass of evidence.
     *
     * @param tags Penn Treebank part-of-speech tags, one per token; empty if the voice has no tagger
     */
    public double[] of(Paragraph paragraph, Sentence sentence, List<String> tags) {
        return new Reading(paragraph, sentence, tags).vector();
    }

    private final class Reading {
        private final double[] vector = new double[FEATURES.size()];
        private final Paragraph paragraph;
        private final Sentence sentence;
        private final List<Token> tokens;
        private final List<String> tags;
        private final long[] kinds;

        Reading(Paragraph paragraph, Sentence sentence, List<String> tags) {
            this.paragraph = paragraph;
            this.sentence = sentence;
            this.tokens = sentence.tokens();
            this.tags = tags;
            this.kinds = tokens.stream().mapToLong(token -> lists.of(token)).toArray();
        }

        double[] vector() {
            lists();
            wordNet();
            patterns();
            tags();
            long words = Math.max(1, tokens.stream().filter(Token::isWord).count());
            double scale = Math.sqrt(words + 2);
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= scale;
            }
            form(words);
            mainVerb();
            return vector;
        }

        private void add(String feature, double amount) {
            Integer at = INDEX.get(feature);
            if (at == null) {
                throw new IllegalArgumentException(feature);
            }
            vector[at] += amount;
        }

        private boolean is(int token, Category category) {
            return WordLists.has(kinds[token], category);
        }

        private boolean hasTags() {
            return !tags.isEmpty();
        }

        private boolean isTagged(int token, String prefix) {
            return hasTags() && tags.get(token).startsWith(prefix);
        }

        private void lists() {
            for (int i = 0; i < kinds.length; i++) {
                for (long rest = kinds[i]; rest != 0; rest &= rest - 1) {
                    vector[Long.numberOfTrailingZeros(rest)] += 1;
                }
            }
        }

        private void wordNet() {
            int first = Category.values().length;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (token.lower().length() < 3 || !token.isWord()) {
                    continue;
                }
                boolean noun = hasTags() ? isTagged(i, "NN") && !isTagged(i, "NNP") : mayBeContent(i);
                boolean verb = hasTags() ? isTagged(i, "VB") : mayBeContent(i);
                if (noun && wordNet.noun(token.lower()) >= 0) {
                    vector[first + wordNet.noun(token.lower())] += 1;
                }
                if (verb && !is(i, Category.BE) && wordNet.verb(token.lower()) >= 0) {
                    vector[first + wordNet.verb(token.lower())] += 1;
                }
            }
        }

        private boolean mayBeContent(int i) {
            return !(i > 0 && tokens.get(i).isCapitalised())
                    && (kinds[i] & Category.bits(Category.FIRST, Category.SECOND, Category.THIRD, Category.IT, Category.BE, Category.MODAL,
                    Category.NEGATION, Category.CONNECTIVE)) == 0;
        }

        private void patterns() {
            for (int i = 0; i < tokens.size(); i++) {
                String word = tokens.get(i).lower();
                if ((kinds[i] & CONCRETE) != 0) {
                    add("pattern.concrete", 1);
                }
                if ((kinds[i] & INNER) != 0 && (kinds[i] & CONCRETE) == 0) {
                    add("pattern.abstract", 1);
                }
                if (i == 0) {
                    continue;
                }
                if ((kinds[i] & CONCRETE) != 0 && (kinds[i - 1] & (CONCRETE | QUALITY)) != 0) {
                    add("pattern.modified", 1);
                }
                if (isTagged(i, "NN") && (kinds[i] & CONCRETE) != 0 && isTagged(i - 1, "JJ")) {
                    add("pattern.concrete-modified", 1);
                }
                if (is(i - 1, Category.BE) && (kinds[i] & (QUALITY | CONCRETE)) != 0) {
                    add("pattern.past-be-modifier", 1);
                }
                String before = tokens.get(i - 1).lower();
                if (before.equals("there") && is(i, Category.BE)) {
                    add("pattern.there-was", 1);
                }
                if (before.equals("as") && (word.equals("if") || word.equals("though")) || before.equals("like") && word.startsWith("a")) {
                    add("pattern.as-if", 1);
                }
                if (before.equals("to") && (hasTags() ? isTagged(i, "VB") : wordNet.verb(word) >= 0)) {
                    add("pattern.to-verb", 1);
                }
                if (before.equals("with") || before.equals("of") && word.equals("the")) {
                    add(before.equals("with") ? "pattern.with-body" : "pattern.the-of-the", 1);
                }
            }
        }

        private void tags() {
            if (!hasTags()) {
                return;
            }
            for (int i = 0; i < tokens.size(); i++) {
                String tag = tags.get(i);
                for (String known : TAGS) {
                    if (tag.equals(known) || known.length() == 2 && !known.equals("VB") && tag.startsWith(known)
                            && !(known.equals("NN") && tag.startsWith("NNP"))) {
                        add("tag." + known, 1);
                    }
                }
            }
        }

        private void form(long words) {
            add("form.length", Math.log(words));
            add("form.commas", count(",") / (double) words * 10);
            add("form.semicolons", count(";"));
            add("form.question", count("?"));
            add("form.exclamation", count("!"));
            add("form.quotes", tokens.stream().anyMatch(Token::spoken) && !paragraph.narrated() ? 1 : 0);
            add("form.spoken", paragraph.narrated() ? 0 : sentence.spokenShare());
            add("form.narrated", paragraph.narrated() ? 1 : 0);
            add("form.dash", count("—") + count("--"));
            add("form.contractions", tokens.stream().filter(t -> t.text().length() > 1 && (t.text().startsWith("'") || t.text().startsWith("’"))).count());
            add("form.names", tokens.stream().skip(1).filter(t -> t.isCapitalised() && t.text().length() > 1).count() / Math.sqrt(words));
            add("form.type-token", tokens.stream().filter(Token::isWord).map(Token::lower).distinct().count() / (double) words);
            int opening = 0;
            while (opening < tokens.size() - 1 && !tokens.get(opening).isWord()) {
                opening++;
            }
            add("pattern.opens-place", is(opening, Category.PLACE) ? 1 : 0);
            add("pattern.opens-the", tokens.get(opening).lower().matches("the|a|an") ? 1 : 0);
            add("pattern.opens-first", is(opening, Category.FIRST) ? 1 : 0);
            add("pattern.opens-third", is(opening, Category.THIRD) ? 1 : 0);
        }

        private long count(String mark) {
            return tokens.stream().filter(token -> token.text().equals(mark)).count();
        }

        /** The first word that is tense-bearing, and what stands before it. */
        private void mainVerb() {
            if (!hasTags()) {
                return;
            }
            for (int i = 0; i < tokens.size(); i++) {
                if (!isTagged(i, "VBD") && !isTagged(i, "VBZ") && !isTagged(i, "VBP") && !isTagged(i, "MD")) {
                    continue;
                }
                add("pattern.main-be", is(i, Category.BE) ? 1 : 0);
                add("pattern.main-stative", is(i, Category.STATIVE) ? 1 : 0);
                add("pattern.main-perception", is(i, Category.PERCEPTION) ? 1 : 0);
                add("pattern.main-talk", is(i, Category.SPEECH) || is(i, Category.COGNITION) ? 1 : 0);
                add("pattern.main-motion", is(i, Category.MOTION) ? 1 : 0);
                for (int j = i - 1; j >= 0; j--) {
                    if (isTagged(j, "NN") || isTagged(j, "PRP")) {
                        add("pattern.subject-first", is(j, Category.FIRST) ? 1 : 0);
                        add("pattern.subject-concrete", (kinds[j] & CONCRETE) != 0 ? 1 : 0);
                        break;
                    }
                }
                return;
            }
        }
    }
}
