package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.voice.Heard;
import dev.lectern.nlp.voice.Voice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks the voices about a paragraph, as a mode wants it. */
final class Listening {

    /** A sentence with lower log-odds by the lexicon, its neighbours considered, is not shown to a tagger. */
    private static final double GATE = -1.0;
    /** A remark: a paragraph that is speech but for its tags. */
    private static final double REMARK = 0.9;
    /** Up to so many tokens a text is short, and three voices cost nothing. */
    private static final int SHORT_TEXT = 2_000;
    private static final double MOSTLY_SPEECH = 0.6;

    private final Voice lexicon;
    private final Voice coreNlp;
    private final Voice openNlp;
    private final PassageFinder finder;

    Listening(Voice lexicon, Voice coreNlp, Voice openNlp, PassageFinder finder) {
        this.finder = finder;
        this.lexicon = lexicon;
        this.coreNlp = coreNlp;
        this.openNlp = openNlp;
    }

    /** What {@link Mode#ADAPTIVE} stands for with this text; other modes are themselves. */
    static Mode resolve(Mode mode, List<Paragraph> paragraphs) {
        if (mode != Mode.ADAPTIVE) {
            return mode;
        }
        int tokens = paragraphs.stream().mapToInt(Paragraph::tokens).sum();
        double spoken = paragraphs.stream().mapToDouble(p -> p.narrated() ? 0 : p.spokenShare() * p.tokens()).sum() / Math.max(1, tokens);
        return tokens <= SHORT_TEXT && spoken < MOSTLY_SPEECH ? Mode.ENSEMBLE : Mode.SEQUENTIAL;
    }

    /** Empty if nothing in the paragraph is worth the mode's while. */
    Optional<Hearing> hear(Paragraph paragraph, Mode mode) {
        if (!paragraph.narrated() && paragraph.spokenShare() > REMARK && mode != Mode.SINGLE) {
            return Optional.empty();
        }
        Heard first = lexicon.hear(paragraph);
        return switch (mode) {
            case SINGLE -> Optional.of(new Hearing(paragraph, List.of(first), new double[]{1}));
            case PARALLEL -> Optional.of(both(paragraph, first, coreNlp.hear(paragraph)));
            case SEQUENTIAL -> {
                double[] likely = finder.smooth(first.logOdds());
                yield Arrays.stream(likely).anyMatch(odds -> odds >= GATE)
                        ? Optional.of(both(paragraph, first, coreNlp.hear(paragraph, i -> likely[i] >= GATE))) : Optional.empty();
            }
            case ENSEMBLE, ADAPTIVE -> Optional.of(new Hearing(paragraph,
                    List.of(first, coreNlp.hear(paragraph), openNlp.hear(paragraph)), new double[]{0.4, 0.4, 0.2}));
        };
    }

    private static Hearing both(Paragraph paragraph, Heard first, Heard second) {
        return new Hearing(paragraph, List.of(first, second), new double[]{0.5, 0.5});
    }
}
