package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.Entity;
import java.util.List;

/** How much a passage is worth a picture, 0..100. */
final class Priorities {

    private static final double STRONG = 0.7;

    /** Mostly the confidence in the passage's own sentences; a little for what there is to draw: nameable things, and room to describe them. */
    static int of(double confidence, double strong, Stretch stretch, List<Entity> entities) {
        double things = Math.min(1, entities.size() / 4.0);
        double room = Math.min(1, (stretch.end() - stretch.start()) / 300.0);
        double sure = confidence < strong ? STRONG * confidence / strong : STRONG + (1 - STRONG) * (confidence - strong) / (1 - strong);
        return (int) Math.round(100 * sure * (0.92 + 0.04 * things + 0.04 * room));
    }

    private Priorities() {
    }
}
