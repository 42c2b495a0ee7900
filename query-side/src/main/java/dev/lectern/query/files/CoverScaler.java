package dev.lectern.query.files;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Makes covers smaller, as JPEG. A picture's pixels are counted before they are decoded, as its header may promise any. */
final class CoverScaler {

    private static final long MOST_PIXELS = 40_000_000;
    /** Decoding a large cover takes up to 160 MB: a library full of new covers has to wait in line. */
    private final Semaphore decoders = new Semaphore(2);

    static {
        ImageIO.setUseCache(false);
    }

    /** The picture at most this wide, or nothing if it can't or mustn't be decoded: then it is served as it is. */
    Optional<byte[]> scaled(Path picture, int width) throws IOException {
        decoders.acquireUninterruptibly();
        try (var input = ImageIO.createImageInputStream(picture.toFile())) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS
                        ? Optional.of(jpeg(scaled(decoded(reader, width), width))) : Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // a damaged picture: browsers show more of them than decoders do
            return Optional.empty();
        } finally {
            decoders.release();
        }
    }

    /** Skips pixels while decoding as long as twice the wanted width is left for scaling. */
    private static BufferedImage decoded(ImageReader reader, int width) throws IOException {
        var parameters = reader.getDefaultReadParam();
        int step = Math.max(1, reader.getWidth(0) / (2 * width));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static BufferedImage scaled(BufferedImage picture, int width) {
        double scale = Math.min(1, (double) width / picture.getWidth());
        int w = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int h = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        var result = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        var graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, w, h, Color.WHITE, null);
        graphics.dispose();
        return result;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
