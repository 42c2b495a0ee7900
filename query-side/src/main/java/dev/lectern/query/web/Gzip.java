package dev.lectern.query.web;

import dev.lectern.contracts.content.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses answers, those that are kept and sent as they are stored, and those that are made for one request. */
public final class Gzip {

    /** Bytes from where on compressing pays. */
    private static final int WORTH_IT = 2_048;

    private Gzip() {
    }

    /** The lowest level: of a list of books half the work, and a twelfth more bytes. */
    private static final class Quick extends GZIPOutputStream {

        Quick(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    static boolean pays(byte[] bytes) {
        return bytes.length >= WORTH_IT;
    }

    /**
     * The entity tag of an answer, the same wherever it is made: of its compressed bytes if they are the fewer. To digest all of a list
     * takes as long as to compress it.
     */
    public static String tag(byte[] bytes, byte[] gzipped) {
        return ContentHash.of(pays(bytes) ? gzipped : bytes).hex();
    }

    public static byte[] of(byte[] bytes) {
        var zipped = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new Quick(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
