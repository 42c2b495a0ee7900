package dev.lectern.nlp.lexicon;

import java.util.HashMap;
import java.util.Map;

/**
 * WordNet's lexicographer files ("supersenses") of single words, by their most frequent sense: {@code noun.artifact},
 * {@code verb.contact}. Read from WordNet 3.1's {@code index.sense}; formats: senseidx(5WN), lexnames(5WN).
 */
public final class WordNet {

    /** Numbers below are nouns', from {@link #FIRST_VERB} on verbs'; 0..{@link #FILES} − 1. */
    public static final int FILES = 41;
    public static final int FIRST_VERB = 26;
    /** In the order of these numbers; nouns begin at lexnames' 3, verbs at 29. */
    public static final String[] NAMES = {"tops", "act", "animal", "artifact", "attribute", "body", "cognition", "communication",
            "event", "feeling", "food", "group", "location", "motive", "object", "person", "phenomenon", "plant", "possession",
            "process", "quantity", "relation", "shape", "state", "substance", "time", "v.body", "v.change", "v.cognition",
            "v.communication", "v.competition", "v.consumption", "v.contact", "v.creation", "v.emotion", "v.motion", "v.perception",
            "v.possession", "v.social", "v.stative", "v.weather"};

    private static final int LEXNAMES_FIRST_NOUN = 3;

    private final Map<String, Integer> nouns = new HashMap<>(1 << 17);
    private final Map<String, Integer> verbs = new HashMap<>(1 << 14);
    private final Map<String, String> irregularNouns = new HashMap<>();
    private final Map<String, String> irregularVerbs = new HashMap<>();

    public WordNet() {
        WordNetFiles.lines("index.sense", this::readSense);
        WordNetFiles.lines("noun.exc", line -> readException(line, irregularNouns));
        WordNetFiles.lines("verb.exc", line -> readException(line, irregularVerbs));
    }

    /** {@code lemma%ss_type:lex_filenum:lex_id:: offset sense_number tag_count}. */
    private void readSense(String line) {
        int percent = line.indexOf('%');
        char kind = line.charAt(percent + 1);
        if (kind != '1' && kind != '2' || line.lastIndexOf('_', percent) >= 0) {
            return;
        }
        String[] fields = line.substring(percent).split(" ");
        if (fields[2].equals("1")) {
            int file = Integer.parseInt(fields[0].substring(3, 5)) - LEXNAMES_FIRST_NOUN;
            (kind == '1' ? nouns : verbs).put(line.substring(0, percent), file);
        }
    }

    private static void readException(String line, Map<String, String> to) {
        int space = line.indexOf(' ');
        if (space > 0) {
            to.putIfAbsent(line.substring(0, space), line.substring(space + 1).split(" ")[0]);
        }
    }

    /** The number of the lexicographer file, or −1. */
    public int noun(String lower) {
        return find(lower, nouns, irregularNouns);
    }

    /** The number of the lexicographer file, or −1. */
    public int verb(String lower) {
        return find(lower, verbs, irregularVerbs);
    }

    private static int find(String lower, Map<String, Integer> files, Map<String, String> irregular) {
        Integer file = files.get(irregular.getOrDefault(lower, lower));
        if (file != null) {
            return file;
        }
        for (String base : BaseForms.of(lower)) {
            file = files.get(base);
            if (file != null) {
                return file;
            }
        }
        int hyphen = lower.lastIndexOf('-');
        return hyphen > 0 && hyphen < lower.length() - 1 ? find(lower.substring(hyphen + 1), files, irregular) : -1;
    }
}
