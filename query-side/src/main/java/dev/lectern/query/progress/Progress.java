package dev.lectern.query.progress;

import dev.lectern.contracts.event.ReadingEvent.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in a book, as readers get it.
 *
 * @param current  the newest place by the devices' clocks
 * @param furthest the furthest place ever reached
 * @param devices  the newest place of each device
 */
record Progress(@Nullable Place current, @Nullable Place furthest, List<Place> devices) {

    static final Progress NONE = new Progress(null, null, List.of());

    static Progress of(ProgressRow row) {
        return new Progress(row.current(), row.furthest(), row.devices());
    }
}
