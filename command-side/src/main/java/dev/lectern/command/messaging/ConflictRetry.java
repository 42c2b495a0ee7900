package dev.lectern.command.messaging;

import dev.lectern.command.eventstore.Decision;
import dev.lectern.command.eventstore.Decisions;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a decision, and makes it again when another writer of the same stream was faster: then it rests on
 * what the other wrote.
 */
@Component
public class ConflictRetry {

    private static final int ATTEMPTS = 30;

    private final TransactionTemplate transaction;
    private final Decisions decisions;

    ConflictRetry(PlatformTransactionManager transactions, Decisions decisions) {
        this.transaction = new TransactionTemplate(transactions);
        this.decisions = decisions;
    }

    /** @throws ConcurrencyException if others were faster every time */
    public <T> T inTransaction(Supplier<T> decision) {
        return retrying(_ -> transaction.execute(_ -> decision.get()));
    }

    /**
     * For a decision that writes nothing but events and what is alongside them: many are written in one transaction.
     *
     * @throws ConcurrencyException if others were faster every time
     */
    public <T> T deciding(Function<Decision, T> decider) {
        // who was wrong about the end of a stream reads it
        return retrying(attempt -> decisions.decide(attempt == 1, decider));
    }

    private static <T> T retrying(IntFunction<T> decision) {
        for (int attempt = 1; ; attempt++) {
            try {
                return decision.apply(attempt);
            } catch (ConcurrencyException | DuplicateKeyException conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
                // writers that collided must not meet again in step
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000L * attempt));
            }
        }
    }
}
