package dev.lectern.command.messaging;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;

/**
 * Says which aggregate a command is for. Commands are records here, and their component with {@link TargetAggregateIdentifier} is looked for
 * once; Axon's own looks through all methods and fields, and what they inherit, at each command.
 */
@Component
class CommandTargets implements CommandTargetResolver {

    private final ClassValue<Method> identifiers = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            var components = command.isRecord() ? command.getRecordComponents() : new RecordComponent[0];
            var identifier = Arrays.stream(components).map(RecordComponent::getAccessor)
                    .filter(accessor -> accessor.isAnnotationPresent(TargetAggregateIdentifier.class)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(command.getName() + " is no record with a @TargetAggregateIdentifier"));
            identifier.setAccessible(true);
            return identifier;
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        try {
            return new VersionedAggregateIdentifier(identifiers.get(command.getPayloadType()).invoke(command.getPayload()), null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("of " + command.getCommandName() + " nobody can tell for which aggregate it is", e);
        }
    }
}
