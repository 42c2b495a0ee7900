// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import java.util.List;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;

/** Which service answers: reads go to the query side, writes to the command side, the rest stays at the front door. */
record Routes(Adapter commandSide, Adapter querySide, Adapter house) {

    private static final List<String> SHARED = List.of("/api/v1", "/opds", "/kosync");

    Adapter of(Request request) {
        var path = request.requestURI().toString();
        if (path == null) {
            return house;
        }
        if (SHARED.stream().anyMatch(prefix -> isAtOrBelow(path, prefix))) {
            return isRead(request.getMethod()) ? querySide : commandSide;
        }
        return path.equals("/.well-known/jwks.json") ? commandSide : house;
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean isAtOrBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
