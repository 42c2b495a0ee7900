package dev.lectern.query.projection;

import dev.lectern.contracts.json.LecternJson;
import java.util.ArrayList;
import java.util.List;

/** A list of strings as PostgreSQL writes it in JSON. */
public final class JsonStrings {

    private JsonStrings() {
    }

    /** Reads it; a parser would take longer to be set up than for all the authors of a book. */
    public static List<String> of(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        if (json.indexOf('\\') >= 0) {
            return List.of(LecternJson.MAPPER.readValue(json, String[].class));
        }
        // nothing is escaped, so each quotation mark begins a string or ends one
        var strings = new ArrayList<String>(2);
        for (int open = json.indexOf('"'); open >= 0; ) {
            int close = json.indexOf('"', open + 1);
            strings.add(json.substring(open + 1, close));
            open = json.indexOf('"', close + 1);
        }
        return strings;
    }
}
