// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The screen: lines that stay, above a few that move. Without a terminal only the ones that stay are written. */
final class Terminal implements AutoCloseable {

    private static final int MOVING_LIMIT = 10;

    private final PrintStream out;
    private final boolean interactive;
    private final int columns;
    private final List<MovingLine> moving = new ArrayList<>();
    private int drawn;

    Terminal(PrintStream out, boolean interactive, int columns) {
        this.out = out;
        this.interactive = interactive;
        this.columns = columns;
    }

    /** The script tells whether standard output is a terminal, and how wide. */
    static Terminal ofThisProcess() {
        return new Terminal(System.out, Boolean.getBoolean("lectern.terminal"), Math.max(Integer.getInteger("lectern.columns", 80), 40));
    }

    boolean isInteractive() {
        return interactive;
    }

    int columns() {
        return columns;
    }

    /** A line that stays. */
    synchronized void print(String line) {
        erase();
        out.println(line);
        draw();
    }

    /** A line that stays until it is closed, and moves meanwhile. */
    synchronized MovingLine line(String text) {
        var line = new MovingLine(text);
        moving.add(line);
        redraw();
        return line;
    }

    @Override
    public synchronized void close() {
        moving.clear();
        erase();
        out.flush();
    }

    private void redraw() {
        erase();
        draw();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    private void draw() {
        if (!interactive) {
            out.flush();
            return;
        }
        for (var line : moving.subList(0, Math.min(moving.size(), MOVING_LIMIT))) {
            out.println(Text.cut(line.text, columns - 1));
            drawn++;
        }
        if (moving.size() > MOVING_LIMIT) {
            out.println("… and " + (moving.size() - MOVING_LIMIT) + " more");
            drawn++;
        }
        out.flush();
    }

    final class MovingLine {
        private String text;

        private MovingLine(String text) {
            this.text = text;
        }

        void show(String newText) {
            synchronized (Terminal.this) {
                if (!newText.equals(text)) {
                    text = newText;
                    redraw();
                }
            }
        }

        /** Takes it away. */
        void remove() {
            synchronized (Terminal.this) {
                moving.remove(this);
                redraw();
            }
        }

        /** Takes it away and leaves a last line that stays. */
        void end(String lastLine) {
            synchronized (Terminal.this) {
                moving.remove(this);
                print(lastLine);
            }
        }
    }
}
