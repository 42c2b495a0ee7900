package dev.lectern.command.messaging;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a decision in a transaction, and again when another writer of the same stream was faster: then the decision is
 * made anew, on what the other wrote.
 */
@Component
public class ConflictRetry {

    private static final int ATTEMPTS = 30;

    private final TransactionTemplate transaction;

    ConflictRetry(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws ConcurrencyException if others were faster every time */
    public <T> T inTransaction(Supplier<T> decision) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(_ -> decision.get());
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
