package dev.lectern.command.epub;

import java.io.IOException;

/** Carries a refusal out of a stream, through a sink that knows only of I/O. */
final class RefusedWhileReading extends IOException {

    private static final long serialVersionUID = 1L;

    private final EpubRefused refusal;

    RefusedWhileReading(EpubRefused refusal) {
        super(refusal.sentence(), refusal);
        this.refusal = refusal;
    }

    EpubRefused refusal() {
        return refusal;
    }
}
