// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import dev.lectern.web.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) for what the front door answers itself. */
final class Problem {

    private Problem() {}

    static void write(HttpServletResponse response, int status, String type, String detail) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", ProblemType.of(type));
        problem.put("title", type.replace('-', ' '));
        problem.put("status", status);
        problem.put("detail", detail);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
    }
}
