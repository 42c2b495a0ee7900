// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.helpers.DefaultHandler;

class EpubTest {

    @Test
    void a_large_book_is_as_long_as_moby_dick() throws IOException {
        var words = entries(Epub.large(1)).entrySet().stream().filter(entry -> entry.getKey().matches("OEBPS/c\\d+\\.xhtml"))
                .mapToLong(entry -> new String(entry.getValue(), StandardCharsets.UTF_8).replaceAll("<[^>]*>", " ").strip().split("\\s+").length).sum();
        assertThat(words).isBetween(212_000L, 225_000L);
    }

    @Test
    void every_document_is_well_formed() throws Exception {
        var parser = SAXParserFactory.newInstance().newSAXParser();
        for (var entry : entries(new Epub("A Book", 1, 3, 500, 1)).entrySet()) {
            if (entry.getKey().matches(".*\\.(xhtml|opf|xml)")) {
                parser.parse(new ByteArrayInputStream(entry.getValue()), new DefaultHandler());
            }
        }
    }

    @Test
    void pictures_make_it_as_big_as_they_are() {
        assertThat(new Epub("Pictures", 1, 1, 100, 3).bytes()).hasSizeBetween(3_000_000, 3_010_000);
    }

    @Test
    void the_same_seed_gives_the_same_text_and_another_gives_another() throws IOException {
        var chapter = "OEBPS/c1.xhtml";
        assertThat(entries(new Epub("A", 1, 1, 500, 0)).get(chapter)).isEqualTo(entries(new Epub("A", 1, 2, 500, 0)).get(chapter));
        assertThat(entries(new Epub("A", 1, 1, 500, 0)).get(chapter)).isNotEqualTo(entries(new Epub("A", 2, 1, 500, 0)).get(chapter));
    }

    private static Map<String, byte[]> entries(Epub epub) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(epub.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
