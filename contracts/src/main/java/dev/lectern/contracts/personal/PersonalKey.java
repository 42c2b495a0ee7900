package dev.lectern.contracts.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A reader's own key: AES-256 in Galois/Counter Mode (NIST SP 800-38D), a random nonce of 96 bits for each text. */
public final class PersonalKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if these aren't the 32 bytes of {@link #generate()} */
    public PersonalKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, this one has " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The bytes of a new key. */
    public static byte[] generate() {
        return random(KEY_BYTES);
    }

    public Sealed seal(String text) {
        var nonce = random(NONCE_BYTES);
        var ciphertext = apply(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        return new Sealed(Base64.getEncoder().encodeToString(
                ByteBuffer.allocate(nonce.length + ciphertext.length).put(nonce).put(ciphertext).array()));
    }

    /** @throws IllegalArgumentException if the text was not sealed with this key, or changed since */
    public String open(Sealed sealed) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.base64()));
        if (bytes.remaining() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalArgumentException("too short to have been sealed");
        }
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        return new String(apply(Cipher.DECRYPT_MODE, nonce, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed with this key", e);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
