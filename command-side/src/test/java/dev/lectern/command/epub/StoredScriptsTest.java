package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a chapter or a drawing tries, what is stored runs nothing: neither read as XML nor as HTML, nor after it was written out again. */
class StoredScriptsTest {

    private static final Set<String> RUNNING = Set.of("script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base",
            "animate", "set", "animatetransform", "animatemotion", "handler", "listener", "frame", "frameset", "applet", "template", "noscript", "portal",
            "textarea", "title", "xmp", "noembed", "noframes", "plaintext", "feimage", "annotation-xml", "mglyph", "malignmark", "select", "param");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "xlink:href", "action", "formaction", "poster", "data", "background", "srcdoc", "to", "from", "values");

    @TempDir
    private Path folder;
    private final InMemorySink sink = new InMemorySink();

    @ParameterizedTest
    @ValueSource(strings = {
            "<img src=x onerror=evil()>", "<svg/onload=evil()>", "<svg><script>evil()</script></svg>", "<svg><script xlink:href='data:,evil()'/></svg>",
            "<svg><style><img src=x onerror=evil()></style></svg>", "<svg></p><style><a id='</style><img src=x onerror=evil()>'>",
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=evil()&gt;'>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=evil()>",
            "<math><annotation-xml encoding='text/html'><style><img src=x onerror=evil()></style></annotation-xml></math>",
            "<svg><desc><style><!--</style><img src=x onerror=evil()>--></desc></svg>", "<noscript><p title='</noscript><img src=x onerror=evil()>'>",
            "<xmp><p title='</xmp><img src=x onerror=evil()>'></xmp>", "<title><a title='</title><img src=x onerror=evil()>'></title>",
            "<textarea><img title='</textarea><img src=x onerror=evil()>'></textarea>", "<select><template><img src=x onerror=evil()></template></select>",
            "<template><script>evil()</script></template>", "<a href='javascript:evil()'>x</a>", "<a href=' &#1;javascript:evil()'>x</a>",
            "<a href='java&#10;script:evil()'>x</a>", "<a href='JaVaScRiPt:evil()'>x</a>", "<a href='javascript&colon;evil()'>x</a>",
            "<a href='data:text/html;base64,PHNjcmlwdD5ldmlsKCk8L3NjcmlwdD4='>x</a>", "<a href='vbscript:evil()'>x</a>", "<a href='view-source:javascript:evil()'>x</a>",
            "<a href='%6aavascript:evil()'>x</a>", "<svg><a xlink:href='javascript:evil()'><text>x</text></a></svg>",
            "<svg><a><animate attributeName=href values=javascript:evil() /><text>x</text></a></svg>", "<svg><set attributeName=onmouseover to=evil() /></svg>",
            "<svg><a xmlns:xlink='http://www.w3.org/1999/xlink' foo:href='javascript:evil()' xlink:href='#x'/></svg>",
            "<svg><use href='data:image/svg+xml;base64,PHN2Zz48c2NyaXB0PmV2aWwoKTwvc2NyaXB0Pjwvc3ZnPg=='/></svg>", "<svg><use href='x.svg#evil'/></svg>",
            "<svg><image href='javascript:evil()'/></svg>", "<svg><feImage href='javascript:evil()'/></svg>",
            "<svg><rect fill='url(javascript:evil())' mask=\"image-set('http://evil.example/x' 1x)\" filter='\\75rl(http://evil.example/)'/></svg>",
            "<svg><foreignObject><body onload='evil()'><iframe srcdoc='&lt;script>evil()&lt;/script>'/></body></foreignObject></svg>",
            "<iframe srcdoc='&lt;script&gt;evil()&lt;/script&gt;'></iframe>", "<iframe src='javascript:evil()'></iframe>", "<frameset onload='evil()'><frame src='javascript:evil()'></frameset>",
            "<object data='javascript:evil()'></object>", "<embed src='data:text/html,evil()'>", "<applet code='evil'></applet>",
            "<base href='http://evil.example/'><a href='x'>x</a>", "<meta http-equiv='refresh' content='0;url=javascript:evil()'>",
            "<link rel='import' href='data:text/html,evil()'>", "<form action='javascript:evil()'><button formaction='javascript:evil()'>x</button></form>",
            "<isindex action='javascript:evil()' type='image'>", "<details open ontoggle='evil()'>x</details>", "<video onloadstart='evil()'><source onerror='evil()'></video>",
            "<p style='background:url(javascript:evil())' class='x\" onclick=\"evil()'>x</p>", "<p title='`><img src=x onerror=evil()>'>x</p>",
            "<p a:onclick='evil()' ONCLICK='evil()' on\u0000click='evil()'>x</p>", "<evil:script>evil()</evil:script>", "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>evil()</html:script>",
            "<x:script xmlns:x='http://www.w3.org/1999/xhtml' src='data:,evil()'/>", "<?xml-stylesheet href='javascript:evil()'?><p>x</p>",
            "<![CDATA[<script>evil()</script>]]>", "<!--><img src=x onerror=evil()>-->", "<!--[if gte IE 4]><script>evil()</script><![endif]-->", "<!ENTITY x '<script>evil()</script>'>&x;",
            "<plaintext><script>evil()</script>", "<p id='x' id='&quot;&gt;&lt;script&gt;evil()&lt;/script&gt;'>x</p>", "<math href='javascript:evil()'><mi>x</mi></math>",
            "<math><maction actiontype='statusline#javascript:evil()'>x</maction></math>", "<marquee onstart='evil()'>x</marquee>", "<keygen autofocus onfocus='evil()'>",
            "<a ping='http://evil.example/' target='_blank' download='evil.exe' href='#x'>x</a>", "<img srcset='http://evil.example/x.png 1x' longdesc='javascript:evil()' lowsrc='javascript:evil()'>",
            "<table background='javascript:evil()'><tr><td background='http://evil.example/'>x</td></tr></table>", "<q cite='javascript:evil()'>x</q>", "<portal src='javascript:evil()'></portal>",
            "+ADw-script+AD4-evil()+ADw-/script+AD4-", "<\u017fcript>evil()</\u017fcript>", "<\u212aeygen autofocus onfocus=evil()>", "<scr<script>ipt>evil()</scr</script>ipt>"})
    void nothing_runs(String vector) throws Exception {
        for (var body : new String[]{vector, "<p>not <b>well formed" + vector}) {
            var book = EpubReader.within(EpubLimits.DEFAULT).read(anEpub().titled("Evil").page("One", body)
                    .listed("drawing.svg", "image/svg+xml", ("<svg xmlns='http://www.w3.org/2000/svg'>" + body + "</svg>").getBytes(StandardCharsets.UTF_8))
                    .at(folder.resolve("evil.epub")), "evil.epub", sink, Budgets.usual());
            for (var stored : new String[]{sink.xhtml(book.chapters().getFirst()), sink.resource(book, "OEBPS/drawing.svg")}) {
                assertHarmless(Jsoup.parse(stored, Parser.xmlParser()));
                var page = Jsoup.parseBodyFragment(stored);
                assertHarmless(page);
                assertHarmless(Jsoup.parseBodyFragment(page.body().html()));
                assertHarmless(Jsoup.parseBodyFragment("<div>" + stored + "</div>"));
            }
        }
        Files.delete(folder.resolve("evil.epub"));
    }

    private static void assertHarmless(Document document) {
        for (Element element : document.select("body *, :root")) {
            String name = element.normalName().substring(element.normalName().lastIndexOf(':') + 1);
            assertThat(RUNNING).as(document.html()).doesNotContain(name);
            element.attributes().forEach(attribute -> {
                String key = attribute.getKey().toLowerCase(Locale.ROOT);
                assertThat(key.substring(key.lastIndexOf(':') + 1)).as(document.html()).doesNotStartWith("on").isNotEqualTo("style");
                if (ADDRESSES.contains(key)) {
                    assertThat(attribute.getValue()).as(document.html()).matches("(?s)(#|chapters/|resources/).*|x");
                }
                if (!key.equals("title") && !key.equals("id") && !key.equals("class")) {
                    assertThat(attribute.getValue()).as(document.html()).doesNotContain("evil");
                }
            });
        }
    }
}
