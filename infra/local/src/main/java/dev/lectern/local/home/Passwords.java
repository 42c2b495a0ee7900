// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.home;

import java.security.SecureRandom;

/** Passwords that are typed or pasted: no characters that look alike or need quoting. */
public final class Passwords {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** 24 characters, about 139 bits. */
    public static String generate() {
        var password = new StringBuilder(24);
        RANDOM.ints(24, 0, LETTERS.length()).mapToObj(LETTERS::charAt).forEach(password::append);
        return password.toString();
    }
}
