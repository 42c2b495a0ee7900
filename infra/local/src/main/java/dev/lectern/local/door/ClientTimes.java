// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import dev.lectern.local.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * How slow clients may be. The services have the same limits for whoever reaches them without the front door.
 *
 * @param header   in which a request's head must come
 * @param body     for which the parts of its body may be waited for in all, besides what its length is worth
 * @param bodyRate bytes of a body that are worth another second
 */
public record ClientTimes(Duration header, Duration body, DataSize bodyRate) {

    /** As the environment says, or as the services have it. */
    public static ClientTimes of(Map<String, String> environment) {
        return new ClientTimes(value(environment, "LECTERN_CLIENTS_HEADER_TIME", "10s", DurationStyle::detectAndParse),
                value(environment, "LECTERN_CLIENTS_BODY_TIME", "30s", DurationStyle::detectAndParse),
                value(environment, "LECTERN_CLIENTS_BODY_RATE", "1KB", DataSize::parse));
    }

    private static <T> T value(Map<String, String> environment, String variable, String usual, Function<String, T> reader) {
        var text = environment.getOrDefault(variable, usual);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(variable + " can't be “" + text + "”. Give it a value such as " + usual + ".", e);
        }
    }
}
