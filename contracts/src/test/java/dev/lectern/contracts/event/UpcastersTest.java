package dev.lectern.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.contracts.event.EventTypes.Stored;
import dev.lectern.contracts.event.EventTypes.UnknownEventException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Old payloads become new ones step by step. */
class UpcastersTest {

    private final Upcasters upcasters = new Upcasters(Map.of(
            "shelf.labelled.v1", UpcastersTest::severalLabels,
            "shelf.labelled.v2", payload -> payload.put("colour", "none")));

    private static ObjectNode severalLabels(ObjectNode payload) {
        var label = payload.remove("label");
        payload.putArray("labels").add(label);
        return payload;
    }

    @Test
    void every_step_is_taken_in_order() {
        assertThat(upcasters.bring(new Stored("shelf.labelled", 1, "{\"label\":\"sea\"}"), 3))
                .hasToString("{\"labels\":[\"sea\"],\"colour\":\"none\"}");
    }

    @Test
    void what_is_at_that_revision_already_is_left_alone() {
        assertThat(upcasters.bring(new Stored("shelf.labelled", 3, "{\"labels\":[]}"), 3)).hasToString("{\"labels\":[]}");
    }

    @Test
    void a_missing_step_is_named() {
        assertThatThrownBy(() -> upcasters.bring(new Stored("shelf.labelled", 1, "{\"label\":\"sea\"}"), 4))
                .isInstanceOf(UnknownEventException.class).hasMessage("this release can't read shelf.labelled revision 3");
    }

    @Test
    void an_event_that_a_newer_release_wrote_is_refused() {
        var known = EventTypes.nameOf(BookEvent.BookDeleted.class);
        assertThatThrownBy(() -> EventTypes.read(new Stored(known.value(), known.revision() + 1, "{}")))
                .isInstanceOf(UnknownEventException.class);
        assertThatThrownBy(() -> EventTypes.read(new Stored("book.burnt", 1, "{}"))).isInstanceOf(UnknownEventException.class);
    }
}
