package dev.lectern.contracts.event;

import dev.lectern.contracts.json.LecternJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which record an event's name and revision stand for, and how its JSON is read and written. Old revisions are brought
 * up to date by an {@link #UPCASTERS upcaster} before they are read.
 */
public final class EventTypes {

    /** An event as it is stored: its name, its revision and its payload. */
    public record Stored(String name, int revision, String json) {
    }

    private static final Upcasters UPCASTERS = new Upcasters(Map.of());

    private static final Map<String, Class<? extends DomainEvent>> BY_NAME = new LinkedHashMap<>();

    static {
        recordsOf(DomainEvent.class).forEach(type -> {
            if (BY_NAME.put(nameOf(type).value(), type.asSubclass(DomainEvent.class)) != null) {
                throw new IllegalStateException("two events are called " + nameOf(type).value());
            }
        });
    }

    private EventTypes() {
    }

    /** Every event there is. */
    public static Collection<Class<? extends DomainEvent>> all() {
        return BY_NAME.values();
    }

    /** The name and revision that this release writes. */
    public static EventType nameOf(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(EventType.class), () -> type + " lacks @EventType");
    }

    /** The CloudEvents type, such as {@code lectern.book.imported.v1}. */
    public static String cloudEventType(String name, int revision) {
        return "lectern." + name + ".v" + revision;
    }

    public static Stored write(DomainEvent event) {
        var type = nameOf(event.getClass());
        return new Stored(type.value(), type.revision(), LecternJson.MAPPER.writeValueAsString(event));
    }

    /**
     * The record that a stored event of this or an earlier revision is read as.
     *
     * @throws UnknownEventException if the name is not known, or the revision is newer than this release
     */
    public static Class<? extends DomainEvent> typeOf(Stored stored) {
        var type = BY_NAME.get(stored.name());
        if (type == null || stored.revision() > nameOf(type).revision()) {
            throw new UnknownEventException(stored.name(), stored.revision());
        }
        return type;
    }

    /**
     * Reads a stored event of this or an earlier revision.
     *
     * @throws UnknownEventException if the name is not known, or the revision is newer than this release
     */
    public static DomainEvent read(Stored stored) {
        var type = typeOf(stored);
        int current = nameOf(type).revision();
        if (stored.revision() == current) {
            return LecternJson.MAPPER.readValue(stored.json(), type);
        }
        return LecternJson.MAPPER.treeToValue(UPCASTERS.bring(stored, current), type);
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventTypes::recordsOf)
                : Stream.of(type);
    }

    /** An event that this release can't read: written by a newer one, or its upcaster is missing. */
    public static final class UnknownEventException extends RuntimeException {
        UnknownEventException(String name, int revision) {
            super("this release can't read " + name + " revision " + revision);
        }
    }
}
