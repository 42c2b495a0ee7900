package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a burst that have to be recorded: the last of each device, because its place is kept by itself, and the last
 * before each change of status. The furthest place needs none of its own, every move carries it.
 */
final class FoldedMoves {

    private final List<ReadingProgressed> settled = new ArrayList<>();
    private final Map<String, ReadingProgressed> lastByDevice = new LinkedHashMap<>();

    private FoldedMoves() {
    }

    /** @param moves in the order in which they were decided */
    static List<ReadingProgressed> of(List<ReadingProgressed> moves) {
        var folded = new FoldedMoves();
        @Nullable ReadStatus status = null;
        for (var move : moves) {
            if (move.statusAfter() != status) {
                folded.settle();
            }
            status = move.statusAfter();
            folded.lastByDevice.remove(move.place().deviceId());
            folded.lastByDevice.put(move.place().deviceId(), move);
        }
        folded.settle();
        return folded.settled;
    }

    private void settle() {
        settled.addAll(lastByDevice.values());
        lastByDevice.clear();
    }
}
