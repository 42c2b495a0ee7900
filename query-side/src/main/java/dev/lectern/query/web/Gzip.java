package dev.lectern.query.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses answers, those that are kept and sent as they are stored, and those that are made for one request. */
public final class Gzip {

    private Gzip() {
    }

    /** The lowest level: of a list of books half the work, and a twelfth more bytes. */
    private static final class Quick extends GZIPOutputStream {

        Quick(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
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
