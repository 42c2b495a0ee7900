package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadingEvent.Place;

/**
 * What became of a recorded place.
 *
 * @param applied whether it is the current place now
 * @param current what stands
 */
public record ProgressReceipt(boolean applied, Place current) {

    static ProgressReceipt applied(Place place) {
        return new ProgressReceipt(true, place);
    }

    static ProgressReceipt superseded(Place current) {
        return new ProgressReceipt(false, current);
    }
}
