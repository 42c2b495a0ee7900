package dev.lectern.query.projection;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a record, and the {@link ColumnGroup}s within it, of its columns' values in their order. */
final class RecordMaker<T> {

    private final Constructor<T> constructor;
    /** One for each component: {@code null} where the component is a column itself. */
    private final @Nullable RecordMaker<?>[] groups;

    RecordMaker(Class<T> type) {
        var components = type.getRecordComponents();
        groups = new RecordMaker<?>[components.length];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Column.isGroup(components[i]) ? new RecordMaker<>(components[i].getType()) : null;
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    /** @throws IllegalArgumentException if the record refuses the values */
    T make(List<@Nullable Object> values) {
        return make(values.iterator());
    }

    private T make(Iterator<@Nullable Object> values) {
        var arguments = new @Nullable Object[groups.length];
        for (int i = 0; i < arguments.length; i++) {
            var group = groups[i];
            arguments[i] = group == null ? values.next() : group.make(values);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(constructor.getDeclaringClass().getSimpleName() + " refuses its values",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " can't be called", e);
        }
    }
}
