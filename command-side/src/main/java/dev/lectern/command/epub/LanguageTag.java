package dev.lectern.command.epub;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Language tags (BCP 47) from what books write there. */
final class LanguageTag {

    private static final Map<String, String> BY_ISO3 = byIso3();
    private static final Map<String, String> BY_NAME = byName();

    private LanguageTag() {
    }

    /** In canonical form, or {@code null} if it says nothing. */
    static @Nullable String normalised(String declared) {
        String written = declared.trim().replace('_', '-');
        String named = BY_NAME.get(written);
        if (named != null) {
            return named;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(written).build();
            String language = primary(locale.getLanguage());
            if (language.isEmpty() || language.equals("und") || language.equals("mul") || language.equals("zxx")) {
                return null;
            }
            return new Locale.Builder().setLocale(locale).setLanguage(language).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    /** The language itself, in two letters if it has two. */
    static String primary(String tag) {
        int hyphen = tag.indexOf('-');
        return ofIso3((hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT));
    }

    static String ofIso3(String language) {
        return BY_ISO3.getOrDefault(language, language);
    }

    private static Map<String, String> byIso3() {
        var languages = new TreeMap<String, String>();
        for (String language : Locale.getISOLanguages()) {
            try {
                languages.put(Locale.of(language).getISO3Language(), language);
            } catch (MissingResourceException e) {
                continue;
            }
        }
        // bibliographic codes, and members that stand for their macrolanguage
        languages.putAll(Map.ofEntries(Map.entry("ger", "de"), Map.entry("fre", "fr"), Map.entry("dut", "nl"),
                Map.entry("gre", "el"), Map.entry("chi", "zh"), Map.entry("cze", "cs"), Map.entry("rum", "ro"),
                Map.entry("slo", "sk"), Map.entry("ice", "is"), Map.entry("per", "fa"), Map.entry("baq", "eu"),
                Map.entry("wel", "cy"), Map.entry("may", "ms"), Map.entry("cmn", "zh"), Map.entry("pes", "fa"),
                Map.entry("ekk", "et"), Map.entry("lvs", "lv"), Map.entry("zlm", "ms"), Map.entry("plt", "mg"),
                Map.entry("azj", "az"), Map.entry("uzn", "uz"), Map.entry("khk", "mn"), Map.entry("npi", "ne"),
                Map.entry("swh", "sw"), Map.entry("ydd", "yi"), Map.entry("als", "sq"), Map.entry("iw", "he"),
                Map.entry("in", "id"), Map.entry("ji", "yi")));
        return languages;
    }

    private static Map<String, String> byName() {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String language : Locale.getISOLanguages()) {
            // in English only: every language's own name would load every locale's resources
            names.putIfAbsent(Locale.of(language).getDisplayLanguage(Locale.ENGLISH), primary(language));
        }
        // of two letters they are codes
        names.keySet().removeIf(name -> name.length() < 4);
        return names;
    }
}
