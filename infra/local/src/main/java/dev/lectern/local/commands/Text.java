// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Text in terminal cells: wide scripts take two, combining marks none, and what would steer the terminal is left out. */
final class Text {

    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private Text() {}

    /** Safe to print: titles come from books, and a book may hold escape sequences or text that runs backwards. */
    static String printable(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                safe.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString().strip();
    }

    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    /** At most this many cells; a longer text ends with an ellipsis. */
    static String cut(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        var cut = new StringBuilder();
        var left = cells - 1;
        for (var i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            var character = text.codePointAt(i);
            left -= width(character);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut.append('…').toString();
    }

    static String fit(String text, int cells) {
        var cut = cut(text, cells);
        return cut + " ".repeat(cells - width(cut));
    }

    /** A bar of this many cells for 0..100. */
    static String bar(double percent, int cells) {
        var full = (int) Math.round(Math.clamp(percent, 0, 100) / 100 * cells);
        return "█".repeat(full) + "░".repeat(cells - full);
    }

    /** Rounded down, so that only what is complete shows 100. */
    static String percent(double percent) {
        return "%3d %%".formatted((int) Math.floor(Math.clamp(percent, 0, 100)));
    }

    /** In the two largest units: {@code 1 h 20 min}, {@code 3 min 5 s}, {@code 12 s}. */
    static String duration(double seconds) {
        var whole = Math.max(0, Math.round(seconds));
        if (whole >= 3600) {
            return whole / 3600 + " h " + whole % 3600 / 60 + " min";
        }
        return whole >= 60 ? whole / 60 + " min " + whole % 60 + " s" : whole + " s";
    }

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> WIDE.contains(UnicodeScript.of(character)) || character >= 0xFF01 && character <= 0xFF60
                    || character >= 0x3000 && character <= 0x303F || character >= 0x1F300 && character <= 0x1FAFF ? 2 : 1;
        };
    }
}
