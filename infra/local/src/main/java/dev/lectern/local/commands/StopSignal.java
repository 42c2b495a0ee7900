// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;

/** Ctrl-C, a hang-up, or a polite kill: interrupts this thread, be it starting or waiting. A second one ends the process at once. */
final class StopSignal {

    private final AtomicBoolean received = new AtomicBoolean();
    private final Thread owner = Thread.currentThread();

    private StopSignal() {}

    static StopSignal listening() {
        var stop = new StopSignal();
        for (var name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), stop::receive);
        }
        return stop;
    }

    boolean wasReceived() {
        return received.get();
    }

    /** Returns with the interrupt taken, so that it can't disturb the stopping that follows. */
    void await() {
        while (!Thread.interrupted()) {
            LockSupport.park(this);
        }
    }

    private void receive(Signal signal) {
        if (!received.compareAndSet(false, true)) {
            // the next start stops what this leaves behind
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
        owner.interrupt();
    }
}
