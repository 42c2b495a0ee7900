package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.lexicon.Category;
import dev.lectern.nlp.lexicon.WordLists;
import dev.lectern.nlp.lexicon.WordNet;
import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import dev.lectern.nlp.voice.Linear;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What in a passage speaks for which type. Few features with weights set by hand, since a few dozen labelled passages can
 * correct weights but not find them; training moves them a little.
 */
public final class TypeEvidence {

    /** The last four are what the sentences are about. */
    public static final List<String> FEATURES = List.of("places", "body", "persons", "he-she", "person-names", "things", "it", "air",
            "position", "looks", "place-names", "i-we", "deeds", "about-place", "about-person", "about-thing", "about-air");

    private static final Map<DescriptionType, double[]> PRIOR = Map.of(
            DescriptionType.LOCATION,
            new double[]{2.0, -0.4, -0.2, -0.8, -0.8, 0.4, 0, 0.4, 0.8, -0.4, 1.0, 0.2, 0, 0.5, -0.2, -0.2, 0},
            DescriptionType.CHARACTER,
            new double[]{-0.4, 2.0, 1.2, 1.4, 1.0, -0.4, -0.4, -0.4, -0.4, 0.8, -0.4, 0, 0, -0.2, 0.5, -0.2, -0.2},
            DescriptionType.OBJECT,
            new double[]{-0.4, -0.2, -0.2, -0.4, -0.4, 2.0, 1.0, -0.2, 0, 0, -0.4, 0, 0, -0.2, -0.2, 0.8, -0.2},
            DescriptionType.ATMOSPHERE,
            new double[]{0.2, -0.6, -0.2, -0.6, -0.4, -0.4, 0, 2.0, 0, 0, 0, 0.2, 0, -0.2, -0.2, -0.2, 0.8});
    /** The judges had no such type: what is drawn from deeds alone is action, and nothing is learned about it. */
    private static final Linear ACTION = Linear.of(FEATURES,
            new double[]{-1.0, 0, 0.5, 0.3, 0.3, 0, 0, -0.5, 0, -0.5, 0, 0, 6.0, -0.5, 0, 0, 0}, -2.4);
    /** What has an adjective is what is described: such a noun counts as so many. */
    private static final double MODIFIED = 2;
    private static final Set<String> HE_SHE = Set.of("he", "she", "his", "her", "him", "hers");
    private static final Set<String> PERSONS = Set.of("man", "men", "woman", "women", "figure", "figures", "creature", "being", "face", "crowd");
    private static final Set<String> DEEDS = Set.of("v.contact", "v.motion", "v.competition");
    private static final long AIR = Category.bits(Category.LIGHT, Category.WEATHER, Category.SOUND, Category.SMELL, Category.MOOD);

    private final WordLists lists;
    private final WordNet wordNet;

    public TypeEvidence(WordLists lists, WordNet wordNet) {
        this.lists = lists;
        this.wordNet = wordNet;
    }

    /** What is believed before anything is learned. */
    public static Map<DescriptionType, Linear> prior() {
        var prior = new EnumMap<DescriptionType, Linear>(DescriptionType.class);
        prior.put(DescriptionType.ACTION, ACTION);
        PRIOR.forEach((type, weights) -> prior.put(type, Linear.of(FEATURES, weights, 0)));
        return prior;
    }

    /**
     * Counts by {@link #FEATURES}, divided by the square root of the passage's words.
     *
     * @param tags  per sentence; empty where unknown
     * @param names per sentence; empty where unknown
     */
    public double[] of(List<Sentence> sentences, List<List<String>> tags, List<List<String>> names) {
        var counts = new double[FEATURES.size()];
        long words = 0;
        for (int s = 0; s < sentences.size(); s++) {
            var tokens = sentences.get(s).tokens();
            for (int i = 0; i < tokens.size(); i++) {
                words += tokens.get(i).isWord() ? 1 : 0;
                String tag = tags.get(s).isEmpty() ? "" : tags.get(s).get(i);
                String name = names.get(s).isEmpty() ? "" : names.get(s).get(i);
                boolean modified = i > 0 && !tag.isEmpty() && tags.get(s).get(i - 1).startsWith("JJ");
                count(tokens.get(i), tag, name, modified ? MODIFIED : 1, counts);
            }
        }
        double scale = Math.sqrt(words + 2);
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= scale;
        }
        for (int s = 0; s < sentences.size(); s++) {
            if (!tags.get(s).isEmpty()) {
                about(sentences.get(s), tags.get(s), names.get(s), 1.0 / sentences.size(), counts);
            }
        }
        return counts;
    }

    private void count(Token token, String tag, String name, double amount, double[] counts) {
        String word = token.lower();
        long kinds = lists.of(token);
        boolean noun = tag.isEmpty() || tag.startsWith("NN");
        counts[0] += noun && (has(kinds, Category.BUILDING) || has(kinds, Category.LANDSCAPE)) ? amount : 0;
        counts[1] += (noun && has(kinds, Category.BODY) ? amount : 0) + (has(kinds, Category.CLOTHING) ? 1 : 0);
        counts[2] += noun && isPerson(word, tag) ? amount : 0;
        counts[3] += HE_SHE.contains(word) ? 1 : 0;
        counts[4] += name.equals("PERSON") ? 1 : 0;
        counts[5] += noun && (has(kinds, Category.ANIMAL) || has(kinds, Category.THING)) ? amount : 0;
        counts[6] += word.equals("it") || word.equals("its") ? 1 : 0;
        counts[7] += (kinds & AIR) != 0 ? 1 : 0;
        counts[8] += has(kinds, Category.PLACE) ? 1 : 0;
        counts[9] += has(kinds, Category.APPEARANCE) ? 1 : 0;
        counts[10] += name.equals("LOCATION") ? 1 : 0;
        counts[11] += has(kinds, Category.FIRST) ? 1 : 0;
        counts[12] += isDeed(word, tag, kinds) ? 1 : 0;
    }

    private void about(Sentence sentence, List<String> tags, List<String> names, double share, double[] counts) {
        Subjects.head(sentence, tags).ifPresent(head -> {
            Token token = sentence.tokens().get(head);
            long kinds = lists.of(token);
            String name = names.isEmpty() ? "" : names.get(head);
            if (HE_SHE.contains(token.lower()) || name.equals("PERSON") || isPerson(token.lower(), tags.get(head))
                    || has(kinds, Category.BODY) || has(kinds, Category.CLOTHING)) {
                counts[14] += share;
            } else if (has(kinds, Category.BUILDING) || has(kinds, Category.LANDSCAPE) || name.equals("LOCATION")) {
                counts[13] += share;
            } else if (has(kinds, Category.ANIMAL) || has(kinds, Category.THING) || token.lower().equals("it")) {
                counts[15] += share;
            } else if ((kinds & AIR) != 0) {
                counts[16] += share;
            }
        });
    }

    /** What bodies do to each other and to things: not what merely stands, lies or is looked at. */
    private boolean isDeed(String word, String tag, long kinds) {
        if (!tag.startsWith("VB") || has(kinds, Category.BE) || has(kinds, Category.STATIVE) || has(kinds, Category.CLOTHING)) {
            return false;
        }
        int file = wordNet.verb(word);
        return file >= 0 && DEEDS.contains(WordNet.NAMES[file]);
    }

    private boolean isPerson(String word, String tag) {
        int file = tag.startsWith("NNP") || tag.isEmpty() ? -1 : wordNet.noun(word);
        return PERSONS.contains(word) || file >= 0 && WordNet.NAMES[file].equals("person");
    }

    private static boolean has(long kinds, Category category) {
        return WordLists.has(kinds, category);
    }
}
