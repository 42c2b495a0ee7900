package dev.lectern.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A part of a gzipped file goes into another one as it is, and either reads as any gzip file does. */
class GzippedPartTest {

    private final Random random = new Random();

    private static byte[] inflated(byte[] file) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return gzip.readAllBytes();
        }
    }

    private static byte[] joined(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** Bytes of which some repeat, as text does, and some don't. */
    private byte[] bytes(int most) {
        var bytes = new byte[random.nextInt(most + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i > 40 && random.nextInt(3) > 0 ? bytes[i - 40] : random.nextInt(256));
        }
        return bytes;
    }

    @RepeatedTest(200)
    void a_part_stands_between_any_other_bytes() throws IOException {
        var first = bytes(100);
        var part = bytes(40_000);
        var last = bytes(10_000);
        var before = bytes(200_000);
        var after = bytes(200_000);

        var file = GzippedPart.fileOf(joined(first, part, last), first.length, first.length + part.length);

        assertThat(inflated(file)).isEqualTo(joined(first, part, last));
        assertThat(inflated(GzippedPart.of(file).orElseThrow().between(before, after))).isEqualTo(joined(before, part, after));
    }

    @Test
    void a_part_stays_compressed() {
        var text = "Call me Ishmael. Some years ago, never mind how long precisely. ".repeat(1_000).getBytes(StandardCharsets.UTF_8);

        var spliced = GzippedPart.of(GzippedPart.fileOf(text, 1, text.length - 1)).orElseThrow().between(new byte[] {'"'}, new byte[] {'"'});

        assertThat(spliced).hasSizeLessThan(text.length / 50);
    }

    @Test
    void a_file_of_whoever_else_has_no_part() throws IOException {
        var plain = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(plain)) {
            gzip.write(new byte[1000]);
        }
        var withOthersField = GzippedPart.fileOf(new byte[1000], 0, 10);
        withOthersField[12] = 'A';

        assertThat(GzippedPart.of(plain.toByteArray())).isEmpty();
        assertThat(GzippedPart.of(withOthersField)).isEmpty();
        assertThat(GzippedPart.of(new byte[0])).isEmpty();
    }

    @RepeatedTest(20)
    void the_crc_of_bytes_in_a_row_is_made_of_those_of_each() {
        var first = bytes(5_000);
        var second = bytes(70_000);

        assertThat(JoinedCrc.of(crc(first), crc(second), second.length)).isEqualTo(crc(joined(first, second)));
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
