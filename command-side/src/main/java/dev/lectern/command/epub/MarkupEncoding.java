package dev.lectern.command.epub;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out how a document's bytes are to be read (XML 1.0, appendix F; then HTML's {@code meta}). */
final class MarkupEncoding {

    private static final int LOOKED_AT = 2_048;
    private static final Pattern XML_DECLARATION =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)");
    private static final Pattern META = Pattern.compile("<meta[^>]*?charset\\s*=\\s*[\"']?([\\w.:-]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private MarkupEncoding() {
    }

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, '<', 0)) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0, '<')) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        Charset declared = declared(bytes);
        boolean mayBeUtf8 = declared == null || declared.equals(StandardCharsets.UTF_8)
                // who declares these and writes valid UTF-8 has written UTF-8
                || declared.equals(WESTERN) || declared.equals(StandardCharsets.ISO_8859_1)
                || declared.equals(StandardCharsets.US_ASCII);
        if (mayBeUtf8) {
            String utf8 = utf8(bytes);
            return utf8 != null ? utf8 : new String(bytes, WESTERN);
        }
        return new String(bytes, declared);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Charset declared(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        for (Pattern pattern : new Pattern[]{XML_DECLARATION, META}) {
            Matcher matcher = pattern.matcher(start);
            if (matcher.find()) {
                return named(matcher.group(1));
            }
        }
        return null;
    }

    private static @Nullable Charset named(@Nullable String name) {
        try {
            Charset charset = name == null ? null : Charset.forName(name);
            // a declaration that could be read byte by byte is no UTF-16
            return charset == null || charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
                    ? null : charset;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
