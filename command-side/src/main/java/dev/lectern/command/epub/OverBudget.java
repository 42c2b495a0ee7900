package dev.lectern.command.epub;

/** Carries the refusal of a book that costs too much out of parsers that know nothing of budgets. */
final class OverBudget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EpubRefused refusal;

    OverBudget(EpubRefused refusal) {
        super(refusal.sentence(), refusal);
        this.refusal = refusal;
    }

    EpubRefused refusal() {
        return refusal;
    }
}
