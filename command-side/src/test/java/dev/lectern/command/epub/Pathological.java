package dev.lectern.command.epub;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Documents of a few megabytes on which parsers and sanitisers are known to spend time or memory without end. */
final class Pathological {

    private static final int MB = 1 << 20;

    private Pathological() {
    }

    /** Chapters, by what is the matter with them. */
    static Map<String, Supplier<byte[]>> chapters() {
        var chapters = new LinkedHashMap<String, Supplier<byte[]>>();
        chapters.put("a megabyte of <b>", () -> page("<b>".repeat(MB / 3)));
        chapters.put("a megabyte of <p><b><i>", () -> page("<p><b><i>x".repeat(MB / 10)));
        chapters.put("a megabyte of <a>", () -> page("<a href='#x'>".repeat(MB / 13)));
        chapters.put("formatting closed in the wrong order", () -> page("<b><i><u><a>x</b></i></u></a>".repeat(MB / 30)));
        chapters.put("divisions 100,000 deep", () -> page("<div>".repeat(100_000) + "within" + "</div>".repeat(100_000)));
        chapters.put("tables whose ends are in comments", () -> page("<table><tr><td><!--</table>-->".repeat(20_000)));
        chapters.put("selects, buttons and forms", () -> page("<form><button><select><option>".repeat(50_000)));
        chapters.put("foster parents", () -> page("<table>" + "<b>x<td>y".repeat(100_000)));
        chapters.put("ends without beginnings", () -> page("</p></x>".repeat(200_000)));
        chapters.put("framesets, bodies and heads", () -> page("<body lang='en'><head></head><frameset></frameset>".repeat(20_000)));
        chapters.put("drawings in formulas in drawings", () -> page("<svg><math><mtext><desc><foreignObject>".repeat(20_000)));
        chapters.put("an attribute of five megabytes", () -> page("<p title='" + "x".repeat(5 * MB) + "'>x</p>"));
        chapters.put("a reference of five megabytes", () -> page("<p><img src='" + "../".repeat(5 * MB / 3) + "x.png'/></p>"));
        chapters.put("a picture of ten megabytes in the text", () -> page("<p><img src='data:image/png;base64," + "A".repeat(10 * MB) + "'/></p>"));
        chapters.put("almost a picture in the text", () -> page("<p><img src='data:image/png;base64," + "A".repeat(5 * MB) + "!'/></p>"));
        chapters.put("100,000 attributes", () -> page("<p " + numbered(100_000, " a%d='x'") + ">x</p>"));
        chapters.put("one attribute 100,000 times", () -> page("<p " + " a='x'".repeat(100_000) + ">x</p>"));
        chapters.put("a million tiny elements", () -> page("<i/>".repeat(900_000)));
        chapters.put("half a million tiny elements, unclosed", () -> page("<br>x".repeat(500_000)));
        chapters.put("hundreds of thousands of entities", () -> page("<p>" + "&amp;&eacute;&#65;".repeat(300_000) + "</p>"));
        chapters.put("unknown entities", () -> page("<p>" + "&nothing;".repeat(300_000) + "</p>"));
        chapters.put("ampersands and nothing else", () -> page("<p>" + "&".repeat(3 * MB) + "</p>"));
        chapters.put("letters between entities", () -> page("<p>" + "a&lt;".repeat(2 * MB) + "</p>"));
        chapters.put("sections of unparsed letters", () -> page("<p>" + "<![CDATA[a]]>".repeat(300_000) + "</p>"));
        chapters.put("what grows when it is escaped", () -> page("<p><![CDATA[" + "&".repeat(15 * MB) + "]]></p>"));
        chapters.put("comments", () -> page("<!-- x -->".repeat(400_000)));
        chapters.put("a comment without an end", () -> page("<!--" + "<!-- ".repeat(500_000)));
        chapters.put("processing instructions", () -> page("<?x y?>".repeat(400_000)));
        chapters.put("a style sheet of ten megabytes", () -> page("<style>" + "p{color:red}".repeat(10 * MB / 12) + "</style>x"));
        chapters.put("style sheets without ends", () -> page("<style>".repeat(500_000)));
        chapters.put("scripts that are almost closed", () -> page("<script>" + "</scrip".repeat(500_000)));
        chapters.put("titles without ends", () -> page("<title>".repeat(300_000)));
        chapters.put("white space", () -> page("<p>" + " ".repeat(15 * MB) + "</p>"));
        chapters.put("one word of ten megabytes", () -> page("<p>" + "x".repeat(10 * MB) + "</p>"));
        chapters.put("bodies that repeat the root's language", () -> bytes("<html lang='" + "x".repeat(60_000) + "'>" + "<body/>".repeat(100_000) + "</html>"));
        chapters.put("identifiers", () -> page(numbered(400_000, "<i id='i%d'/>")));
        chapters.put("ruby in ruby", () -> page("<ruby><rt><rp>".repeat(200_000)));
        chapters.put("a prolog of comments", () -> bytes("<!-- x --><?x y?>".repeat(300_000) + "<html><body>x</body></html>"));
        chapters.put("a document type without an end", () -> bytes("<!DOCTYPE html [" + "<!ENTITY x \"y\">".repeat(500_000)));
        chapters.put("document types, one after the other", () -> bytes("<!DOCTYPE html>".repeat(500_000) + "<html><body>x</body></html>"));
        chapters.put("a name of a megabyte", () -> page("<" + "x".repeat(MB) + ">x"));
        chapters.put("prefixes", () -> page("<a:b:c:d>".repeat(200_000)));
        chapters.put("quotes that never close", () -> page("<p title='".repeat(300_000)));
        chapters.put("UTF-16 of zeros", () -> new byte[5 * MB]);
        chapters.put("self-closing tags that are none", () -> page("<a id='x'/><b>".repeat(100_000)));
        chapters.put("lists in lists", () -> page("<ul><li>".repeat(200_000)));
        chapters.put("headings", () -> page("<h1>x".repeat(300_000)));
        return chapters;
    }

    /** Books, by what is the matter with them. */
    static Map<String, Consumer<TestEpub>> books() {
        var books = new LinkedHashMap<String, Consumer<TestEpub>>();
        books.put("thousands of spine items that fall back to one huge chapter", epub -> {
            epub.listed("huge.xhtml", "application/xhtml+xml", page("<p>words and words</p>".repeat(100_000)));
            for (int i = 0; i < 5_000; i++) {
                epub.item("item-" + i + ".pdf", "application/pdf", "fallback=\"id-huge-xhtml\"").itemRef("item-" + i + ".pdf");
            }
        });
        books.put("creators in creators", epub -> epub.metadata("<dc:creator>".repeat(100_000) + "</dc:creator>".repeat(100_000)));
        books.put("identifiers in identifiers", epub -> epub.metadata("<dc:identifier>".repeat(100_000) + "x" + "</dc:identifier>".repeat(100_000)));
        books.put("covers that are named and listed without end", epub -> {
            for (int i = 0; i < 20_000; i++) {
                epub.item("picture-" + i + ".png", "image/png", "properties=\"cover-image\"");
            }
            epub.metadata("<meta name=\"cover\" content=\"nothing.png\"/>".repeat(50_000));
        });
        books.put("a description that is a page of tables", epub -> epub.metadata("<dc:description>" + "&lt;table>&lt;td>".repeat(4_000) + "</dc:description>"));
        books.put("a table of contents with 200,000 entries", epub -> epub.nav("<ol>" + "<li><a href='x'>x</a></li>".repeat(200_000) + "</ol>"));
        books.put("a table of contents in a table of contents", epub -> epub.nav("<ol><li><span>x</span>".repeat(200_000)));
        books.put("one chapter, many names, a long way down", epub -> epub.listed("a/".repeat(15) + "ü".repeat(400) + ".png", "image/png", Pictures.png(1, 1))
                .page("Many", ("<img src='" + "a/".repeat(15) + "ü".repeat(400) + ".png'/>").repeat(5_000)));
        books.put("a spine of missing chapters with names of a kilobyte", epub -> {
            for (int i = 0; i < 9_000; i++) {
                epub.itemRef("x".repeat(1_000) + i);
            }
        });
        return books;
    }

    /** A page around this body. */
    static byte[] page(String body) {
        return bytes("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>" + body + "</body></html>");
    }

    private static byte[] bytes(String markup) {
        return markup.getBytes(StandardCharsets.UTF_8);
    }

    private static String numbered(int count, String format) {
        var all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(format.replace("%d", Integer.toString(i)));
        }
        return all.toString();
    }
}
