package dev.lectern.query.testing;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.event.BookEvent.AnalysisProgress;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookRestored;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.event.BookEvent.Cover;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.Locator;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.contracts.nlp.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A reader's book and what happens to it: {@code aBook().by(reader).of(3)}, then its events. */
public record TestBook(UUID id, UUID owner, String title, List<String> authors, @Nullable String genre, int chapters,
                       @Nullable Cover cover, ContentHash toc, ContentHash resources, Instant uploadedAt) {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static TestBook aBook() {
        return new TestBook(UUID.randomUUID(), UUID.randomUUID(), "Moby-Dick", List.of("Herman Melville"), null, 3, null,
                ContentHash.of("toc"), ContentHash.of("resources"), NOON);
    }

    public TestBook ownedBy(UUID owner) {
        return new TestBook(id, owner, title, authors, genre, chapters, cover, toc, resources, uploadedAt);
    }

    public TestBook called(String title, String... authors) {
        return new TestBook(id, owner, title, List.of(authors), genre, chapters, cover, toc, resources, uploadedAt);
    }

    public TestBook about(String genre) {
        return new TestBook(id, owner, title, authors, genre, chapters, cover, toc, resources, uploadedAt);
    }

    public TestBook of(int chapters) {
        return new TestBook(id, owner, title, authors, genre, chapters, cover, toc, resources, uploadedAt);
    }

    public TestBook uploadedAt(Instant uploadedAt) {
        return new TestBook(id, owner, title, authors, genre, chapters, cover, toc, resources, uploadedAt);
    }

    public TestBook with(@Nullable Cover cover, ContentHash toc, ContentHash resources) {
        return new TestBook(id, owner, title, authors, genre, chapters, cover, toc, resources, uploadedAt);
    }

    public ContentHash epub() {
        return ContentHash.of("epub of " + id);
    }

    public BookUploaded uploaded() {
        return uploaded(epub(), 1000);
    }

    public BookUploaded uploaded(ContentHash epub, long bytes) {
        return new BookUploaded(id, owner, epub, bytes, "some file.epub", uploadedAt);
    }

    public BookImported imported(String... warnings) {
        return imported(IntStream.rangeClosed(1, chapters).mapToObj(this::chapter).toList(), warnings);
    }

    public BookImported imported(List<Chapter> chapters, String... warnings) {
        return new BookImported(id, owner, title, authors, "en", genre, cover, toc, resources, chapters,
                List.of(warnings), uploadedAt.plusSeconds(1));
    }

    public Chapter chapter(int number) {
        return new Chapter(number, "Chapter " + number, "OEBPS/c" + number + ".xhtml", true,
                ContentHash.of("document " + number + " of " + title), textOf(number), 1000, 200);
    }

    public ContentHash textOf(int number) {
        return ContentHash.of("text " + number + " of " + title);
    }

    public BookImportFailed importFailed(String reason) {
        return new BookImportFailed(id, owner, "unreadable", reason, uploadedAt.plusSeconds(1));
    }

    public BookDetailsChanged renamed(String title) {
        return new BookDetailsChanged(id, owner, title, null, null, null, uploadedAt.plusSeconds(2));
    }

    public BookDeleted deleted() {
        return new BookDeleted(id, owner, uploadedAt.plusSeconds(3));
    }

    public BookRestored restored() {
        return new BookRestored(id, owner, uploadedAt.plusSeconds(4));
    }

    public AnalysisRequested analysisRequested() {
        return new AnalysisRequested(id, owner, Extractors.CURRENT, Priority.NORMAL, false,
                new AnalysisProgress(0, chapters, 0, 0), uploadedAt.plusSeconds(5));
    }

    public ChapterAnalysed analysed(int chapter, int descriptions, int done, int descriptionsInAll) {
        return new ChapterAnalysed(id, owner, chapter, textOf(chapter), Extractors.CURRENT, descriptions, null, null,
                new AnalysisProgress(done, chapters, 0, descriptionsInAll), uploadedAt.plusSeconds(6));
    }

    /** A chapter in which nothing was looked for. */
    public ChapterAnalysed unread(int chapter, String note, int done) {
        return new ChapterAnalysed(id, owner, chapter, textOf(chapter), Extractors.CURRENT, 0, null, note,
                new AnalysisProgress(done, chapters, 0, 0), NOON);
    }

    public ChapterAnalysed analysisFailed(int chapter, int done, int failed) {
        return new ChapterAnalysed(id, owner, chapter, textOf(chapter), Extractors.CURRENT, 0, "it was too long", null,
                new AnalysisProgress(done, chapters, failed, 0), uploadedAt.plusSeconds(6));
    }

    public DescriptionsRecorded described(int chapter, Description... found) {
        return new DescriptionsRecorded(textOf(chapter), Extractors.CURRENT, 1, 1, List.of(found), true, found.length,
                uploadedAt.plusSeconds(6));
    }

    public Description passage(int chapter, int start, int end, DescriptionType type, int priority) {
        var id = UUID.nameUUIDFromBytes((textOf(chapter).hex() + start + "-" + end).getBytes(StandardCharsets.UTF_8));
        return new Description(id, type, "a passage from " + start, start, end, 0.8, priority,
                List.of(new Entity("Ishmael", "person")), List.of("lexicon", "corenlp"));
    }

    /** The owner's place, by the device's clock. */
    public ReadingProgressed readTo(double percent, String device, Instant at) {
        return readTo(percent, percent, device, at);
    }

    public ReadingProgressed readTo(double percent, double furthest, String device, Instant at) {
        return new ReadingProgressed(reading(), owner, id, place(percent, device, at), place(furthest, device, at), null);
    }

    public ReadingProgressed readTo(double percent, String device, Instant at, ReadStatus status) {
        return new ReadingProgressed(reading(), owner, id, place(percent, device, at), place(percent, device, at), status);
    }

    /** A place that a device tells when a newer one stands. */
    public PlaceRecorded toldLate(double percent, double furthest, String device, Instant at) {
        return new PlaceRecorded(reading(), owner, id, place(percent, device, at), place(furthest, device, at));
    }

    /** A place in a chapter. */
    public ReadingProgressed readIn(int chapter, double percent, String device, Instant at) {
        var place = new Place(new Locator(chapter, "OEBPS/c" + chapter + ".xhtml", 0, null), percent, device, at);
        return new ReadingProgressed(reading(), owner, id, place, place, null);
    }

    public ReadStatusChanged setTo(ReadStatus status) {
        return new ReadStatusChanged(reading(), owner, id, status, NOON);
    }

    public BookStarred starred() {
        return new BookStarred(reading(), owner, id, NOON);
    }

    public BookUnstarred unstarred() {
        return new BookUnstarred(reading(), owner, id, NOON);
    }

    private UUID reading() {
        return UUID.nameUUIDFromBytes((owner + "/" + id).getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(double percent, String device, Instant at) {
        return new Place(new Locator(1, "OEBPS/c1.xhtml", percent / 100, null), percent, device, at);
    }
}
