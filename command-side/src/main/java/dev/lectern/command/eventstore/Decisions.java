package dev.lectern.command.eventstore;

import java.util.function.Function;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes decisions that write nothing but events and their companions. They take no transaction of their own: what they want
 * written is written together with what others want at the same time.
 */
public final class Decisions {

    private final GroupCommit group;
    private final RecentAggregates recent;

    Decisions(GroupCommit group, RecentAggregates recent) {
        this.group = group;
        this.recent = recent;
    }

    /**
     * Makes a decision: sends commands, reads streams, answers. It is committed when this returns.
     *
     * @param believing whether it may rest on what is kept in memory of streams; that they have no other end in the log is seen
     *                  to before this returns or throws anything
     * @throws ConcurrencyException if another writer was faster; then nothing has happened, and the decision can be made anew
     */
    public <T> T decide(boolean believing, Function<Decision, T> decider) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a decision in a transaction would be written with others before that commits");
        }
        var decision = new Decision(believing);
        var work = DefaultUnitOfWork.startAndGet(null);
        work.resources().put(Decision.RESOURCE, decision);
        work.onCommit(_ -> group.write(decision));
        work.afterCommit(_ -> recent.keepFrom(decision));
        T answer;
        try {
            answer = decider.apply(decision);
        } catch (RuntimeException | Error e) {
            work.rollback(e);
            group.write(decision.withoutEffect());
            throw e;
        }
        work.commit();
        return answer;
    }
}
