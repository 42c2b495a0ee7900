// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import java.util.List;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;

/**
 * Which service answers: reads go to the query side, writes to the command side, the rest stays at the front door. Read models
 * belong to the query side, so what changes them goes there too; people and queues are the command side's, so what counts them does.
 */
record Routes(Adapter commandSide, Adapter querySide, Adapter house) {

    private static final List<String> SHARED = List.of("/api/v1", "/opds", "/kosync");
    private static final List<String> READ_MODELS =
            List.of("/api/v1/admin/projections", "/api/v1/admin/dead-letters", "/api/v1/admin/cache");
    private static final List<String> PEOPLE_AND_QUEUES = List.of("/api/v1/admin/users", "/api/v1/admin/queues");

    Adapter of(Request request) {
        var path = request.requestURI().toString();
        if (path == null) {
            return house;
        }
        if (isAtOrBelow(path, SHARED)) {
            return (isRead(request.getMethod()) || isAtOrBelow(path, READ_MODELS)) && !isAtOrBelow(path, PEOPLE_AND_QUEUES)
                    ? querySide : commandSide;
        }
        return path.equals("/.well-known/jwks.json") ? commandSide : house;
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean isAtOrBelow(String path, List<String> prefixes) {
        return prefixes.stream().anyMatch(prefix ->
                path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
    }
}
