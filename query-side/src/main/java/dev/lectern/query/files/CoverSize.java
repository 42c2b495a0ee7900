package dev.lectern.query.files;

/** How wide a cover is at the most, in pixels. */
enum CoverSize {
    SMALL(160), MEDIUM(320), LARGE(640);

    private final int width;

    CoverSize(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }
}
