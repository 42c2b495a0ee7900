package dev.lectern.contracts.content;

/**
 * The CRC-32 of bytes that follow each other, of what is known of each. A CRC is the remainder of a polynomial over GF(2), so that of both
 * is the first one's times x to the power of the bits that follow, plus the second one's. As in gzip the highest bit of 32 is the
 * coefficient of x⁰.
 */
final class JoinedCrc {

    /** The divisor without x³² (RFC 1952, 8). */
    private static final int POLYNOMIAL = 0xedb88320;
    /** x⁸. */
    private static final int A_BYTE = 1 << 23;

    private JoinedCrc() {
    }

    /** @param length bytes of which the second one is */
    static int of(int first, int second, int length) {
        int shifted = first;
        int power = A_BYTE;
        for (int left = length; left != 0; left >>>= 1) {
            if ((left & 1) == 1) {
                shifted = product(shifted, power);
            }
            power = product(power, power);
        }
        return shifted ^ second;
    }

    private static int product(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int left = a; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= shifted;
            }
            shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
        }
        return product;
    }
}
