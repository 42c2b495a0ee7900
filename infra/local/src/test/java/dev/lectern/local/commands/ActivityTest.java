// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ActivityTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void a_book_is_one_line_from_its_upload_to_its_last_chapter() {
        var activity = activity(false);
        uploadAndImport(activity);
        analysed(activity, 1, 2, 0, 5);
        assertThat(text()).isEmpty();
        analysed(activity, 2, 2, 0, 12);
        assertThat(text()).isEqualTo("✓ Moby Dick: 1,500 words, 12 descriptions\n");
    }

    @Test
    void on_a_terminal_the_line_moves() {
        var activity = activity(true);
        happened(activity, "uploaded", "\"fileName\":\"moby.epub\"");
        assertThat(lastLine()).startsWith("moby.epub").endsWith("  0 %  importing");
        happened(activity, "imported", "\"title\":\"Moby Dick\",\"chapters\":[{\"words\":1000}]");
        assertThat(lastLine()).startsWith("Moby Dick").endsWith("  0 %  waiting for analysis");
        analysed(activity, 1, 2, 0, 5);
        assertThat(lastLine()).startsWith("Moby Dick").endsWith(" 50 %  analysing 1 of 2 chapters");
        activity.stop();
        assertThat(text()).endsWith("\u001b[1A\u001b[J");
    }

    @Test
    void what_goes_wrong_says_why() {
        var activity = activity(false);
        happened(activity, "uploaded", "\"fileName\":\"no.epub\"");
        happened(activity, "import-failed", "\"reason\":\"The file is no EPUB.\"");
        uploadAndImport(activity);
        analysed(activity, 2, 2, 1, 3);
        assertThat(text()).isEqualTo("""
                ✗ no.epub: The file is no EPUB.
                ✗ Moby Dick: 1,500 words, 3 descriptions, 1 of 2 chapters could not be analysed
                """);
    }

    @Test
    void a_book_of_an_earlier_start_is_named_by_its_id_and_a_deleted_one_is_dropped() {
        var activity = activity(false);
        analysed(activity, 2, 2, 0, 3);
        uploadAndImport(activity);
        happened(activity, "deleted", "\"deletedAt\":\"2026-11-01T10:00:00Z\"");
        happened(activity, "restored", "\"restoredAt\":\"2026-11-01T10:00:01Z\"");
        assertThat(text()).isEqualTo("✓ book 4f: 3 descriptions\n");
    }

    private static void uploadAndImport(Activity activity) {
        happened(activity, "uploaded", "\"fileName\":\"moby.epub\"");
        happened(activity, "imported", "\"title\":\"Moby Dick\",\"chapters\":[{\"words\":1000},{\"words\":500}]");
        happened(activity, "analysis-requested", "\"progress\":{\"chaptersDone\":0,\"chapters\":2,\"chaptersFailed\":0,\"descriptions\":0}");
    }

    private static void analysed(Activity activity, int done, int chapters, int failed, int descriptions) {
        happened(activity, "chapter-analysed", "\"progress\":{\"chaptersDone\":%d,\"chapters\":%d,\"chaptersFailed\":%d,\"descriptions\":%d}"
                .formatted(done, chapters, failed, descriptions));
    }

    private static void happened(Activity activity, String type, String more) {
        activity.on("lectern.book." + type + ".v1", JsonMapper.shared().readTree("{\"bookId\":\"4f\"," + more + "}"));
    }

    private Activity activity(boolean interactive) {
        return new Activity(new Terminal(new PrintStream(written, false, StandardCharsets.UTF_8), interactive, 80));
    }

    private String lastLine() {
        return text().lines().toList().getLast().replace("\u001b[1A\u001b[J", "");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
