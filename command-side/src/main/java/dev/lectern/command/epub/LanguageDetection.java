package dev.lectern.command.epub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * The language of a book. What the book says holds, unless its text plainly says otherwise: a wrong claim is rarer than a
 * short or mixed text that no detector gets right.
 *
 * <p>Scripts that belong to one language decide by themselves; the others are for Apache OpenNLP's model, which is loaded
 * once, when it is first needed or ahead of that.
 */
final class LanguageDetection {

    private static final String UNKNOWN = "und";
    private static final int LETTERS_TO_CONTRADICT = 2_000;
    private static final int SAMPLES_TO_CONTRADICT = 3;
    private static final int LETTERS_TO_SAY = 200;
    /** How much likelier the best language must be than the next for a sample to have a say. */
    private static final double CLEARLY = 3;
    private static final double MOST = 0.8;
    /** A CJK character says as much as several letters, and technical books are full of commands in Latin letters. */
    private static final double CJK_SHARE = 0.2;
    private static final double SCRIPT_SHARE = 0.6;
    private static final double KANA_SHARE = 0.05;

    /** By script: the language it stands for, and others that are written in it. */
    private static final Map<UnicodeScript, List<String>> WRITTEN_IN = Map.ofEntries(
            Map.entry(UnicodeScript.HEBREW, List.of("he", "yi", "lad", "arc")),
            Map.entry(UnicodeScript.GREEK, List.of("el", "grc")),
            Map.entry(UnicodeScript.THAI, List.of("th")), Map.entry(UnicodeScript.LAO, List.of("lo")),
            Map.entry(UnicodeScript.ARMENIAN, List.of("hy", "hyw", "xcl")),
            Map.entry(UnicodeScript.GEORGIAN, List.of("ka", "xmf")),
            Map.entry(UnicodeScript.TAMIL, List.of("ta")), Map.entry(UnicodeScript.TELUGU, List.of("te")),
            Map.entry(UnicodeScript.KANNADA, List.of("kn", "tcy")), Map.entry(UnicodeScript.MALAYALAM, List.of("ml")),
            Map.entry(UnicodeScript.GUJARATI, List.of("gu")), Map.entry(UnicodeScript.GURMUKHI, List.of("pa")),
            Map.entry(UnicodeScript.BENGALI, List.of("bn", "as")), Map.entry(UnicodeScript.SINHALA, List.of("si")),
            Map.entry(UnicodeScript.MYANMAR, List.of("my")), Map.entry(UnicodeScript.KHMER, List.of("km")),
            Map.entry(UnicodeScript.ETHIOPIC, List.of("am", "ti", "gez")), Map.entry(UnicodeScript.TIBETAN, List.of("bo", "dz")));

    /** Too alike for a detector to correct the book. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("no", "nb", "nn", "da"), Set.of("sr", "hr", "bs", "sh", "cnr"), Set.of("id", "ms", "jv", "su"),
            Set.of("cs", "sk"), Set.of("es", "gl", "ast", "an", "ca", "oc"), Set.of("pt", "gl"), Set.of("en", "sco", "ang", "enm"),
            Set.of("nl", "af", "nds", "fy", "li"), Set.of("de", "gsw", "lb", "nds", "bar", "yi"),
            Set.of("it", "la", "scn", "nap", "vec", "lmo", "pms", "co", "sc"), Set.of("fr", "oc", "wa", "frm", "fro"),
            Set.of("ru", "be", "uk", "rue"), Set.of("bg", "mk"), Set.of("fa", "prs", "tg"), Set.of("hi", "mr", "ne", "sa", "bho", "mai", "gom", "kok"),
            Set.of("et", "vro"), Set.of("fi", "fkv", "krl"), Set.of("tl", "fil", "ceb"), Set.of("ar", "arz", "ary", "apc"),
            Set.of("tr", "az", "crh"), Set.of("ur", "pnb", "skr", "sd"), Set.of("lv", "ltg"), Set.of("ro", "mo"), Set.of("is", "fo"));

    /** Loads the model now. */
    static void prepare() {
        Objects.requireNonNull(Model.LOADED);
    }

    /** BCP 47; {@code und} if neither the book nor its text says. */
    String of(TextSamples samples, List<String> declared) {
        List<String> claims = declared.stream().map(LanguageTag::normalised).filter(Objects::nonNull).toList();
        String claim = claims.isEmpty() ? null : claims.getFirst();
        String detected = detect(samples.samples(), claim == null ? null : LanguageTag.primary(claim));
        if (detected == null) {
            return claim == null ? UNKNOWN : claim;
        }
        return claims.stream().filter(each -> LanguageTag.primary(each).equals(detected)).findFirst().orElse(detected);
    }

    /** The language that the text is in, or {@code null} if it does not contradict the claim or cannot tell. */
    private @Nullable String detect(List<String> samples, @Nullable String claim) {
        var scripts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        samples.forEach(sample -> sample.codePoints().filter(Character::isLetter)
                .forEach(c -> scripts.merge(UnicodeScript.of(c), 1, Integer::sum)));
        int letters = scripts.values().stream().mapToInt(Integer::intValue).sum();
        int kana = scripts.getOrDefault(UnicodeScript.HIRAGANA, 0) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
        int hangul = scripts.getOrDefault(UnicodeScript.HANGUL, 0);
        int cjk = scripts.getOrDefault(UnicodeScript.HAN, 0) + kana + hangul;
        if (cjk > LETTERS_TO_SAY / 4 && cjk >= letters * CJK_SHARE) {
            String language = hangul * 2 > cjk ? "ko" : kana > cjk * KANA_SHARE ? "ja" : "zh";
            boolean fits = language.equals(claim)
                    || language.equals("zh") && claim != null && Set.of("ja", "yue", "lzh", "wuu", "nan", "hak", "cmn").contains(claim);
            return fits ? null : language;
        }
        for (var script : scripts.entrySet()) {
            List<String> languages = WRITTEN_IN.get(script.getKey());
            if (languages != null && script.getValue() > LETTERS_TO_SAY && script.getValue() > letters * SCRIPT_SHARE) {
                return claim != null && languages.contains(claim) ? null : languages.getFirst();
            }
        }
        return byModel(samples, letters, claim);
    }

    private @Nullable String byModel(List<String> samples, int letters, @Nullable String claim) {
        if (letters < (claim == null ? LETTERS_TO_SAY : LETTERS_TO_CONTRADICT)) {
            return null;
        }
        var votes = new HashMap<String, Integer>();
        int cast = 0;
        var detector = new LanguageDetectorME(Model.LOADED);
        for (String sample : samples) {
            if (sample.codePoints().filter(Character::isLetter).count() >= LETTERS_TO_SAY) {
                Language[] likely = detector.predictLanguages(sample);
                if (likely.length > 1 && likely[0].getConfidence() > CLEARLY * likely[1].getConfidence()) {
                    votes.merge(LanguageTag.ofIso3(likely[0].getLang()), 1, Integer::sum);
                }
                cast++;
            }
        }
        for (var vote : votes.entrySet()) {
            boolean agreed = vote.getValue() >= cast * MOST && (claim == null || vote.getValue() >= SAMPLES_TO_CONTRADICT);
            if (agreed && !isAlike(vote.getKey(), claim)) {
                return vote.getKey();
            }
        }
        return null;
    }

    private static boolean isAlike(String detected, @Nullable String claim) {
        return claim != null && (claim.equals(detected)
                || ALIKE.stream().anyMatch(alike -> alike.contains(detected) && alike.contains(claim)));
    }

    /** Of all readers: it takes 34 MB. */
    private static final class Model {

        static final LanguageDetectorModel LOADED = load();

        private static LanguageDetectorModel load() {
            try (InputStream in = Objects.requireNonNull(
                    LanguageDetectorModel.class.getResourceAsStream("/langdetect-183.bin"), "the model is on the class path")) {
                return new LanguageDetectorModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
