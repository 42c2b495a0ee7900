package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.Entity;
import java.util.List;

/** How much a passage is worth a picture, 0..100. */
final class Priorities {

    /** Steeper than the confidence: above 70 nine of ten should lie within what a reader calls description. */
    private static final double STEEPNESS = 1.5;

    /** Mostly the confidence in the passage's own sentences; a little for what there is to draw: nameable things, and room to describe them. */
    static int of(double confidence, Stretch stretch, List<Entity> entities) {
        double things = Math.min(1, entities.size() / 4.0);
        double room = Math.min(1, (stretch.end() - stretch.start()) / 300.0);
        return (int) Math.round(100 * Math.pow(confidence, STEEPNESS) * (0.92 + 0.04 * things + 0.04 * room));
    }

    private Priorities() {
    }
}
