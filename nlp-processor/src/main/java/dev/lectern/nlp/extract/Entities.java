package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.Entity;
import dev.lectern.nlp.lexicon.Category;
import dev.lectern.nlp.lexicon.WordLists;
import dev.lectern.nlp.lexicon.WordNet;
import dev.lectern.nlp.text.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The persons, places and things of a passage: names by the recogniser, "the old gate" by noun phrases and the lexicon. */
final class Entities {

    private static final int MOST = 12;
    private static final Map<String, String> NAMED = Map.of("PERSON", "person", "LOCATION", "place", "ORGANIZATION", "organization");
    private static final Set<String> THINGS = Set.of("artifact", "animal", "food", "plant", "object", "substance");

    private final WordLists lists;
    private final WordNet wordNet;

    Entities(WordLists lists, WordNet wordNet) {
        this.lists = lists;
        this.wordNet = wordNet;
    }

    /** @param names per sentence of {@code stretch.around()}; empty where unknown */
    List<Entity> in(Stretch stretch, List<List<String>> names) {
        var found = new LinkedHashMap<String, Entity>();
        for (int i = stretch.first(); i < stretch.first() + stretch.sentences().size(); i++) {
            var tokens = stretch.around().get(i).tokens();
            if (!names.get(i).isEmpty()) {
                named(tokens, names.get(i), found);
            }
            phrases(tokens, stretch.tags().get(i), found);
        }
        return found.values().stream().limit(MOST).toList();
    }

    private static void named(List<Token> tokens, List<String> names, Map<String, Entity> to) {
        for (int i = 0; i < tokens.size(); i++) {
            String kind = NAMED.get(names.get(i));
            if (kind == null) {
                continue;
            }
            int end = i + 1;
            while (end < tokens.size() && names.get(end).equals(names.get(i))) {
                end++;
            }
            put(tokens.subList(i, end), kind, to);
            i = end - 1;
        }
    }

    private void phrases(List<Token> tokens, List<String> tags, Map<String, Entity> to) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!isNoun(tokens.get(i), tags, i) || i + 1 < tokens.size() && isNoun(tokens.get(i + 1), tags, i + 1)) {
                continue;
            }
            Optional<String> kind = kind(tokens.get(i));
            int start = i;
            while (start > 0 && (isModifier(tokens.get(start - 1), tags, start - 1) || isNoun(tokens.get(start - 1), tags, start - 1))) {
                start--;
            }
            var phrase = tokens.subList(start, i + 1);
            kind.ifPresent(k -> put(phrase, k, to));
        }
    }

    private boolean isNoun(Token token, List<String> tags, int i) {
        return !tags.isEmpty()
                ? tags.get(i).startsWith("NN") && !tags.get(i).startsWith("NNP")
                : (lists.of(token) & LISTED) != 0 && !token.isCapitalised();
    }

    private boolean isModifier(Token token, List<String> tags, int i) {
        return !tags.isEmpty()
                ? tags.get(i).startsWith("JJ")
                : WordLists.has(lists.of(token), Category.COLOUR) || WordLists.has(lists.of(token), Category.SHAPE);
    }

    private static final long LISTED = 1L << Category.BUILDING.ordinal() | 1L << Category.LANDSCAPE.ordinal()
            | 1L << Category.ANIMAL.ordinal() | 1L << Category.THING.ordinal() | 1L << Category.CLOTHING.ordinal();

    private Optional<String> kind(Token head) {
        long categories = lists.of(head);
        if (WordLists.has(categories, Category.BUILDING) || WordLists.has(categories, Category.LANDSCAPE)) {
            return Optional.of("place");
        }
        if ((categories & LISTED) != 0) {
            return Optional.of("thing");
        }
        int file = wordNet.noun(head.lower());
        String name = file < 0 ? "" : WordNet.NAMES[file];
        return name.equals("person") ? Optional.of("person")
                : name.equals("location") ? Optional.of("place")
                : THINGS.contains(name) ? Optional.of("thing") : Optional.empty();
    }

    private static void put(List<Token> tokens, String kind, Map<String, Entity> to) {
        var text = new StringBuilder();
        int at = tokens.getFirst().start();
        for (Token token : tokens) {
            text.append(token.start() > at ? " " : "").append(token.text());
            at = token.end();
        }
        to.putIfAbsent(kind + ":" + text.toString().toLowerCase(Locale.ROOT), new Entity(text.toString(), kind));
    }
}
