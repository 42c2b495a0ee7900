package dev.lectern.acceptance;

import dev.lectern.acceptance.HostileInput.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Forms that are none, or without a book in them. */
final class HostileUploads {

    private static final String PART = "--" + Requests.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n%s\r\n%s\r\n--"
            + Requests.BOUNDARY + "--\r\n";

    private HostileUploads() {}

    static Stream<Hostile> of(RawRequest good) {
        var type = "multipart/form-data; boundary=" + Requests.BOUNDARY;
        var bodies = Stream.of("", "--", "--" + Requests.BOUNDARY, "nonsense", PART.formatted("file", "a.epub", "", "no book"),
                        PART.formatted("other", "a.epub", "", "PK"), PART.formatted("file", "../../etc/passwd", "", ""),
                        PART.formatted("file", "a\0b", "", "PK\3\4"), PART.formatted("file", "a.epub", "X: " + "a".repeat(100_000) + "\r\n", "x"),
                        PART.formatted("file", "a".repeat(100_000), "", "PK\3\4"), PART.formatted("file", "a.epub", "X: y\r\n".repeat(2_000), "PK\3\4"),
                        "--" + Requests.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nPK\3\4 and no end",
                        ("--" + Requests.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nx\r\n").repeat(2_000))
                .map(body -> Hostile.refused("a form without a book", good.with("Content-Type", type).with(body.getBytes(StandardCharsets.UTF_8))));
        var types = Stream.of("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x".repeat(3_000),
                "multipart/form-data; boundary=other", "multipart/mixed; boundary=" + Requests.BOUNDARY, "application/json", "nonsense")
                .map(other -> Hostile.refused("a form as " + other.substring(0, Math.min(40, other.length())), good.with("Content-Type", other)));
        return Stream.concat(bodies, types);
    }
}
