package dev.lectern.command.epub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes fonts usable again whose beginnings were masked with the book's identifier: EPUB 3.3's way (section 4.4) and
 * Adobe's older one.
 *
 * @param algorithms  by path
 * @param identifiers the book's, its unique one first
 */
record FontObfuscation(Map<String, String> algorithms, List<String> identifiers) {

    private static final String IDPF = "http://www.idpf.org/2008/embedding";
    private static final String ADOBE = "http://ns.adobe.com/pdf/enc#RC";
    private static final int MASKED_BY_IDPF = 1_040;
    private static final int MASKED_BY_ADOBE = 1_024;

    static final List<String> ALGORITHMS = List.of(IDPF, ADOBE);

    /** The font as it was before, or the same bytes if it was not obfuscated or nobody can tell its key. */
    InputStream clear(String path, InputStream font) throws IOException {
        String algorithm = algorithms.get(path);
        byte[] key = algorithm == null ? null : algorithm.equals(ADOBE) ? adobeKey() : idpfKey();
        if (key == null) {
            return font;
        }
        byte[] beginning = font.readNBytes(ADOBE.equals(algorithm) ? MASKED_BY_ADOBE : MASKED_BY_IDPF);
        for (int i = 0; i < beginning.length; i++) {
            beginning[i] ^= key[i % key.length];
        }
        return new SequenceInputStream(new ByteArrayInputStream(beginning), font);
    }

    private byte @Nullable [] idpfKey() {
        if (identifiers.isEmpty()) {
            return null;
        }
        try {
            return MessageDigest.getInstance("SHA-1")
                    .digest(identifiers.getFirst().replaceAll("[ \\t\\r\\n]", "").getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private byte @Nullable [] adobeKey() {
        return identifiers.stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT).replace("urn:uuid:", "").replaceAll("[\\s-]", ""))
                .filter(identifier -> identifier.matches("[0-9a-f]{32}"))
                .findFirst().map(HexFormat.of()::parseHex).orElse(null);
    }
}
