package dev.lectern.query.projection;

import java.util.ArrayList;
import java.util.List;

/** How a generation's keys are divided: by a hash of their text, the same in every release. */
record Segmentation<K extends Record>(RowTable<K, ?> table, int segments) {

    int segmentOf(K key) {
        return segments == 1 ? 0 : Math.floorMod(spread(table.textOf(key).hashCode()), segments);
    }

    /** A step as one segment has to take it. */
    Step<K> of(Step<K> step, int segment) {
        if (segments == 1 || step.keys().isEmpty()) {
            return step;
        }
        var mine = step.keys().stream().filter(key -> segmentOf(key) == segment).toList();
        return mine.size() == step.keys().size() ? step : step.with(mine);
    }

    /** The steps of one segment. */
    List<Step<K>> of(List<Step<K>> steps, int segment) {
        return steps.stream().map(step -> of(step, segment)).filter(step -> !step.isIdle()).toList();
    }

    /** The steps of each segment, by its number: what {@link #of(List, int)} gives, in one go. */
    List<List<Step<K>>> divide(List<Step<K>> steps) {
        var divided = new ArrayList<List<Step<K>>>(segments);
        for (int i = 0; i < segments; i++) {
            divided.add(new ArrayList<>());
        }
        for (var step : steps) {
            if (step.keys().size() == 1 && step.erased() == null) {
                divided.get(segmentOf(step.keys().getFirst())).add(step);
            } else if (!step.isIdle()) {
                for (int segment = 0; segment < segments; segment++) {
                    var mine = of(step, segment);
                    if (!mine.isIdle()) {
                        divided.get(segment).add(mine);
                    }
                }
            }
        }
        return divided;
    }

    private static int spread(int hash) {
        return hash * 0x9E3779B9 >>> 8;
    }
}
