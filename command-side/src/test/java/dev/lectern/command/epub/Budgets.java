package dev.lectern.command.epub;

import java.time.Duration;

/** What tests let a book cost. */
final class Budgets {

    private Budgets() {
    }

    /** As the service's defaults are. */
    static ReadingBudget usual() {
        return ReadingBudget.of(Duration.ofMinutes(5), Duration.ofMinutes(1), 128 << 20, () -> { });
    }
}
