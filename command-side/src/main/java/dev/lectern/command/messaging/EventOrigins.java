package dev.lectern.command.messaging;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * What an event's metadata says of its origin: the message that caused it, the first of the chain that one belongs to, and
 * who was signed in.
 */
@Component
class EventOrigins implements CorrelationDataProvider {

    private static final String CORRELATION = "correlationId";
    private static final String CAUSATION = "causationId";
    private static final String USER = "userId";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var origin = new HashMap<String, Object>();
        origin.put(CORRELATION, message.getMetaData().getOrDefault(CORRELATION, message.getIdentifier()));
        origin.put(CAUSATION, message.getIdentifier());
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && !(signedIn instanceof AnonymousAuthenticationToken)) {
            origin.put(USER, signedIn.getName());
        } else if (message.getMetaData().containsKey(USER)) {
            origin.put(USER, message.getMetaData().get(USER));
        }
        return origin;
    }
}
