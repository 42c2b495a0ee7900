package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.epub.EpubRefused.Reason;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools get wrong about the container, what protects a book, and what only seems to. */
class SloppyContainersTest extends MadeBooks {

    @Test
    void a_file_that_is_no_epub_is_said_to_be_none() {
        for (byte[] bytes : List.of(new byte[0], utf8("Hello"), utf8("%PDF-1.7 …"), TestEpub.zip(Map.of("a.txt", new byte[1])))) {
            EpubRefused refused = catchThrowableOfType(EpubRefused.class, () -> read(bytes));
            assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_EPUB);
            assertThat(refused.code()).isEqualTo("not-an-epub");
            assertThat(refused.sentence()).startsWith("This file is not an EPUB");
        }
    }

    @Test
    void an_epub_without_chapters_or_package_document_is_unreadable() {
        assertThat(refusal(anEpub().titled("Empty").withoutContents()).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(aBook().without("OEBPS/content.opf")).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void a_missing_mimetype_is_only_worth_a_warning() throws Exception {
        EpubBook book = read(aBook().without("mimetype"));
        assertThat(book.title()).isEqualTo("A Book");
        assertThat(book.warnings()).hasSize(1);
    }

    @Test
    void a_book_zipped_with_its_folder_or_with_other_capitals_is_found() throws Exception {
        var wrapped = new LinkedHashMap<String, byte[]>();
        aBook().files().forEach((path, bytes) -> wrapped.put("My Book/" + path, bytes));
        EpubBook book = read(TestEpub.zip(wrapped));
        assertThat(book.chapters().getFirst().href()).isEqualTo("My Book/OEBPS/chapter-1.xhtml");
        assertThat(text(book)).isEqualTo("One\n\nSome words.");

        var shouting = new LinkedHashMap<String, byte[]>();
        aBook().files().forEach((path, bytes) -> shouting.put(path.replace("META-INF/container.xml", "meta-inf/Container.XML"), bytes));
        assertThat(read(TestEpub.zip(shouting)).title()).isEqualTo("A Book");
    }

    @Test
    void a_container_that_names_no_package_document_does_not_hide_it() throws Exception {
        EpubBook book = read(aBook().replacing("META-INF/container.xml", "<container/>"));
        assertThat(book.title()).isEqualTo("A Book");
        assertThat(book.warnings()).hasSize(1);
    }

    @Test
    void an_obfuscated_font_comes_out_clear() throws Exception {
        byte[] font = new byte[3_000];
        new Random(1).nextBytes(font);
        String uuid = "urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(utf8(uuid));
        byte[] plainUuid = HexFormat.of().parseHex("1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed");
        EpubBook book = read(aBook().metadata("<dc:identifier>" + uuid + "</dc:identifier>")
                .listed("a.otf", "font/otf", masked(font, sha1, 1_040)).listed("b.otf", "font/otf", masked(font, plainUuid, 1_024))
                .file("META-INF/encryption.xml", "<encryption>" + encrypted("http://www.idpf.org/2008/embedding", "a.otf")
                        + encrypted("http://ns.adobe.com/pdf/enc#RC", "b.otf") + "</encryption>"));
        for (String path : List.of("OEBPS/a.otf", "OEBPS/b.otf")) {
            assertThat(sink.bytes(book.resources().get(path).content())).isEqualTo(font);
        }
    }

    private static String encrypted(String algorithm, String name) {
        return "<EncryptedData><EncryptionMethod Algorithm=\"" + algorithm + "\"/><CipherData><CipherReference URI=\"OEBPS/"
                + name + "\"/></CipherData></EncryptedData>";
    }

    private static byte[] masked(byte[] font, byte[] key, int length) {
        byte[] masked = font.clone();
        for (int i = 0; i < length; i++) {
            masked[i] ^= key[i % key.length];
        }
        return masked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"})
    void a_shops_licence_is_drm(String path) {
        EpubRefused refused = refusal(aBook().file(path, "<rights/>"));
        assertThat(refused.reason()).isEqualTo(Reason.PROTECTED);
        assertThat(refused.sentence()).contains("DRM");
    }

    @Test
    void an_encrypted_chapter_is_drm_and_an_obfuscated_font_is_none() throws Exception {
        TestEpub drm = aBook().file("META-INF/encryption.xml",
                encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "chapter-1.xhtml"));
        assertThat(refusal(drm).reason()).isEqualTo(Reason.PROTECTED);
        EpubBook book = read(aBook().listed("f.otf", "font/otf", new byte[2_000]).file("META-INF/encryption.xml",
                encrypted("http://www.idpf.org/2008/embedding", "f.otf")));
        assertThat(book.resources()).containsKey("OEBPS/f.otf");
        assertThat(book.warnings()).isEmpty();
    }
}
