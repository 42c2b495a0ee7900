package dev.lectern.contracts.event;

import dev.lectern.contracts.event.EventTypes.Stored;
import dev.lectern.contracts.event.EventTypes.UnknownEventException;
import dev.lectern.contracts.json.LecternJson;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What turns the payload of a revision into that of the next. They work on JSON, so that a record needs to know its newest
 * form only.
 *
 * @param byType by {@code name.vN}, N being the revision that is turned into N+1
 */
record Upcasters(Map<String, UnaryOperator<ObjectNode>> byType) {

    /**
     * The payload as that revision of the event has it, one step after the other.
     *
     * @throws UnknownEventException if a step is missing
     */
    ObjectNode bring(Stored stored, int revision) {
        var payload = (ObjectNode) LecternJson.MAPPER.readTree(stored.json());
        for (int step = stored.revision(); step < revision; step++) {
            var upcaster = byType.get(stored.name() + ".v" + step);
            if (upcaster == null) {
                throw new UnknownEventException(stored.name(), step);
            }
            payload = upcaster.apply(payload);
        }
        return payload;
    }
}
