package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.Entity;
import java.util.List;

/** How much a passage is worth a picture, 0..100. */
final class Priorities {

    /** Mostly the confidence; a little for what there is to draw: whether there are nameable things, and room to describe them. */
    static int of(double confidence, Stretch stretch, List<Entity> entities) {
        double things = Math.min(1, entities.size() / 4.0);
        double room = Math.min(1, (stretch.end() - stretch.start()) / 300.0);
        return (int) Math.round(100 * confidence * (0.9 + 0.05 * things + 0.05 * room));
    }

    private Priorities() {
    }
}
