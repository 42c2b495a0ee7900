package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A book's style sheets style, and nothing else. */
class StyleSheetTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "@charset \"utf-8\"; @namespace epub url(\"http://www.idpf.org/2007/ops\"); @namespace \"http://www.w3.org/1999/xhtml\"; p > a:hover::before, li + li { color: #fff; margin: 0 -1px; content: \"\\201C\" }",
            "@font-face { font-family: 'A B'; src: url(\"fonts/a.woff2\") format(\"woff2\"), url(\"../b.ttf\") }",
            "/* a comment: http://example.org */ @media (max-width: 40em) { p { width: calc(100% - 2em) } }",
            "@import \"more.css\"; @import url(\"../other.css\") screen; .größe { background: url(\"data:image/png;base64,AAAA\") }",
            "a[href^=\"#\"] { quotes: '«' '»'; content: \"Note: see\" }"})
    void what_styles_stays_as_it_is(String css) {
        assertThat(StyleSheet.cleaned(css)).isEqualTo(css);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "@import \"http://evil.example/x.css\";", "@import url(http://evil.example/x.css);", "@import url('//evil.example/x.css');",
            "p { background: url( \"http://evil.example/x.png\" ) }", "p { background: URL(HTTP://evil.example/x.png) }",
            "p { background: \\75rl(http://evil.example/x.png) }", "p { background: u\\000072 l('http://evil.example/x.png') }",
            "p { background: url(\\68ttp://evil.example/x.png) }", "p { background: url(h\\\nttp://evil.example/x.png) }",
            "p { background: image-set(\"http://evil.example/x.png\" 1x) }", "p { background: url(/\\evil.example/x.png) }",
            "p { background: url(java\tscript:evil.example) }", "p { background: url('data:text/html,evil.example') }",
            "p { width: expression(\n\"https://evil.example\") }", "@font-face { src: url(file:///evil.example) }",
            "p { background: url(http://evil.example/x.png", "p { content: \"http://evil.example/"})
    void what_leads_outside_goes(String css) {
        assertThat(StyleSheet.cleaned(css)).doesNotContain("evil.example");
    }

    @Test
    void what_was_once_executed_goes() {
        assertThat(StyleSheet.cleaned("p { width: expression(evil()); b\\65havior: url(x.htc); -moz-binding: url(x.xml#y); e\\78pression: x }"))
                .doesNotContain("expression(", "behavior", "havior", "-moz-binding");
    }

    @Test
    void a_sheet_ends_no_element_that_it_is_put_into() {
        assertThat(StyleSheet.cleaned("p { content: \"</style><script>\" } /* </style> */ </style><!-- x --> \\3c/style> url(</style>)")).doesNotContain("<");
    }
}
