package dev.lectern.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with a request beyond its JSON: its path, its query, its headers, its method. */
final class HostileInput {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO", "get");
    private static final List<String> SEGMENTS = List.of("x", "%00", "%2F", "%5C", "%ff%fe", "%zz", "..", "%2e%2e", ";x=1", "%F0%9F%99%82",
            "%E2%80%AE", "'%22%3B--", "-1", "99999999999999999999", "1-1-1-1-1", "0x1F", "a".repeat(7_000));
    private static final List<String> TEXTS = List.of("", "%00", "%ff%fe", "%zz", "%ED%A0%80", "%E2%80%AE%F0%9F%99%82", "'%22%3B--", "%25%5F%5C",
            "a".repeat(7_000));
    private static final int MEGABYTE = 1_000_000;

    private HostileInput() {}

    /**
     * A request that an operation can't do as it says.
     *
     * @param mustBeRefused whether only a 4xx is right; else it may also be understood in some sense
     */
    record Hostile(String what, RawRequest request, boolean mustBeRefused) {

        static Hostile refused(String what, RawRequest request) {
            return new Hostile(what, request, true);
        }

        static Hostile survived(String what, RawRequest request) {
            return new Hostile(what, request, false);
        }
    }

    /**
     * @param good   what the operation takes
     * @param cursor where this operation's list goes on, or empty
     * @param others cursors of other lists
     */
    static Stream<Hostile> of(Operation operation, RawRequest good, String cursor, List<String> others, List<String> methods) {
        return Stream.of(paths(operation, good), queries(operation, good), cursors(operation, good, cursor, others),
                headers(operation, good), methods(good, methods)).flatMap(all -> all);
    }

    private static Stream<Hostile> paths(Operation operation, RawRequest good) {
        var path = good.target().split("\\?")[0];
        var segments = path.split("/");
        var template = operation.path().split("/");
        return Stream.concat(
                Stream.of(";x=1", "/%00", "/../../etc/passwd", "/%2e%2e%2f", "//", "/" + "a/".repeat(1_000))
                        .map(more -> Hostile.survived("path and " + more.substring(0, Math.min(9, more.length())), good.to(path + more))),
                operation.parameters("path").stream().flatMap(parameter -> SEGMENTS.stream().map(segment -> {
                    var other = segments.clone();
                    other[List.of(template).indexOf("{" + parameter.name() + "}")] = segment;
                    var request = good.to(String.join("/", other));
                    boolean free = parameter.schema().path("format").asString("").isEmpty() || segment.equals("-1") && !parameter.schema().path("format").asString().equals("uuid");
                    return new Hostile("path with " + parameter.name(), request, !free && !segment.equals("..") && !segment.equals("%2e%2e"));
                })));
    }

    private static Stream<Hostile> queries(Operation operation, RawRequest good) {
        var path = good.target().split("\\?")[0];
        var required = operation.parameters("query").stream().filter(Operation.Parameter::required).toList();
        return Stream.concat(
                Stream.of(Hostile.refused("1 MB of query", good.to(path + "?q=" + "a".repeat(MEGABYTE))),
                        Hostile.survived("a query that is none", good.to(path + "?&&==&%=%&a=b=c")),
                        Hostile.survived("a query with 200 parameters", good.to(path + "?" + "a=b&".repeat(200)))),
                operation.parameters("query").stream().flatMap(parameter -> {
                    var others = required.stream().filter(other -> !other.equals(parameter)).map(other -> "&" + other.name() + "=x").toList();
                    return values(parameter).map(value -> new Hostile("query with " + parameter.name(), good.to(path + "?" + parameter.name() + "="
                            + value.text() + String.join("", others)), value.mustBeRefused()));
                }));
    }

    private record Value(String text, boolean mustBeRefused) {
    }

    private static Stream<Value> values(Operation.Parameter parameter) {
        var schema = parameter.schema();
        var type = schema.path("type").asString("") + schema.path("format").asString("") + (schema.has("enum") ? "enum" : "");
        var refused = switch (type) {
            case "integerint32", "integerint64" -> Stream.of("abc", "1.5", "NaN", "99999999999999999999", "%ff", "0x1F", "%231F", "%2B1", "1%20", "%D9%A1", "%20%20", "");
            case "boolean" -> Stream.of("maybe", "2", "%ff");
            case "stringuuid" -> Stream.of("x", "'%22%3B--", "%ff", "a".repeat(7_000), "1-1-1-1-1", "0x1F", "%20%20", "");
            case "stringdate-time" -> Stream.of("yesterday", "2026-13-01T00:00:00Z");
            case "stringenum" -> Stream.of("nonsense", "%ff");
            default -> Stream.<String>empty();
        };
        var bounds = parameter.name().equals("limit") ? Stream.of("-1", "0", "2147483647") : Stream.<String>empty();
        var survived = Stream.concat(TEXTS.stream(), type.equals("stringdate-time")
                ? Stream.of("%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z")
                : Stream.of("-2147483648", "null"));
        return Stream.of(refused.map(text -> new Value(text, true)), bounds.map(text -> new Value(text, true)),
                survived.map(text -> new Value(text, false))).flatMap(all -> all);
    }

    private static Stream<Hostile> cursors(Operation operation, RawRequest good, String own, List<String> others) {
        if (operation.parameters("query").stream().noneMatch(parameter -> parameter.name().equals("cursor"))) {
            return Stream.empty();
        }
        var required = operation.parameters("query").stream().filter(Operation.Parameter::required).findAny()
                .map(parameter -> parameter.name() + "=" + good.target().replaceAll(".*[?&]" + parameter.name() + "=([^&]*).*", "$1") + "&").orElse("");
        var to = good.target().split("\\?")[0] + "?" + required + "cursor=";
        return Stream.of(
                Stream.of("x", "%00", "bnVsbA", "W10", "W251bGxd", "eyJhIjoxfQ").map(text -> Hostile.refused("a cursor that is none", good.to(to + text))),
                others.stream().map(other -> Hostile.refused("a cursor from elsewhere", good.to(to + other))),
                forged(own).map(forged -> Hostile.survived("a forged cursor", good.to(to + forged)))).flatMap(all -> all);
    }

    /** The cursor with each of its keys replaced by what no list ever gave. */
    private static Stream<String> forged(String cursor) {
        if (cursor.isEmpty()) {
            return Stream.empty();
        }
        ArrayNode parts;
        try {
            parts = (ArrayNode) JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(cursor));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new AssertionError("cursors are made otherwise now: forge them otherwise", e);
        }
        return IntStream.range(1, parts.size()).boxed().flatMap(at -> Stream.of("+99999-01-01T00:00:00Z",
                "-99999-01-01T00:00:00Z", "+999999999-12-31T23:59:59.999999999Z", "infinity", "NaN", "1e999", "-1", "9223372036854775807",
                "2147483648", "", "\u0000", "\uD83D", "1-1-1-1-1", "'; --", "漢".repeat(900)).map(key -> {
                    var other = parts.deepCopy().set(at, key);
                    return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonMapper.shared().writeValueAsBytes(other));
                }));
    }

    private static Stream<Hostile> headers(Operation operation, RawRequest good) {
        var credentials = Stream.of("", "Bearer", "Bearer x", "Bearer \u00ff\u00fe", "Basic eDp4", "Bearer " + "a".repeat(7_000),
                "Bearer eyJhbGciOiJub25lIn0.e30.").map(value -> new Hostile("somebody unknown", good.with("Authorization", value), !operation.isOpen()));
        var keys = operation.parameters("header").stream().filter(header -> header.name().equals("Idempotency-Key")).flatMap(header ->
                Stream.of("", " ", "a".repeat(256)).map(key -> new Hostile("a key of the wrong length", good.with(header.name(), key), !operation.path().contains("/admin/") || !key.isBlank())));
        var odd = Stream.of(List.of("Lectern-Min-Position", "x"), List.of("Lectern-Min-Position", "-1:-1"), List.of("Lectern-Min-Position", ""),
                        List.of("Lectern-Min-Position", "99999999999999999999:1"), List.of("Last-Event-ID", "x"), List.of("Last-Event-ID", "\u00ff"),
                        List.of("If-None-Match", "*"), List.of("If-None-Match", "W/\"\","), List.of("If-Modified-Since", "soon"),
                        List.of("Range", "bytes=9-1"), List.of("Range", "bytes=-"), List.of("Range", "bytes=" + "0-0,".repeat(1_000)), List.of("Range", "lines=1"),
                        List.of("Range", "bytes=99999999999999999999-"), List.of("If-Range", "x"), List.of("Accept", "application/xml"), List.of("Accept", "///"),
                        List.of("Accept-Language", "x".repeat(3_000)), List.of("Accept-Encoding", "gzip;q=x"), List.of("Content-Encoding", "gzip"),
                        List.of("X-Forwarded-For", "'; --, ::1"), List.of("X-Forwarded-Host", "evil.example"), List.of("Forwarded", "for=\"_x;"),
                        List.of("Cookie", "JSESSIONID=x; ="), List.of("Expect", "100-continue"), List.of("Expect", "a miracle"), List.of("X-HTTP-Method-Override", "TRACE"))
                .map(header -> Hostile.survived(header.getFirst(), good.with(header.getFirst(), header.getLast())));
        return Stream.of(credentials, keys, odd, Stream.of(Hostile.refused("100 KB of header", good.with("X-Long", "a".repeat(100_000)))))
                .flatMap(all -> all);
    }

    /** @param known the methods that the path has */
    private static Stream<Hostile> methods(RawRequest good, List<String> known) {
        return METHODS.stream().filter(method -> !known.contains(method)).map(method -> Hostile.refused("a method of no use", good.by(method)));
    }

    /** Whether a JSON value is an object with fields. */
    static ObjectNode fields(JsonNode body) {
        return body instanceof ObjectNode object ? object : JsonMapper.shared().createObjectNode();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
