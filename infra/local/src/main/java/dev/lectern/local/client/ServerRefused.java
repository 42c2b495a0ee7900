// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.io.IOException;

/** The server answered with a problem document; the message is its sentence. */
public final class ServerRefused extends IOException {

    private final int status;

    ServerRefused(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
