package dev.lectern.command.epub;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a chapter. Names are looked up in lower case and written as the standards spell them, as lenient
 * parsers lose SVG's capitals. No element here has raw text, so what is written reads the same as XML and as HTML.
 */
final class AllowedMarkup {

    /** Gone with all they contain. */
    private static final Set<String> DROPPED = Set.of("script", "style", "template", "head", "title", "annotation",
            "annotation-xml", "iframe", "noembed", "noframes", "xmp", "plaintext");

    /** In line with the text around them; every other element's edges separate words. */
    private static final Set<String> INLINE = words("a abbr acronym b bdi bdo big cite code data del dfn em font i ins "
            + "kbd label mark math mi mn mo msub msup msubsup mrow mtext mstyle q ruby rb rt rp rbc rtc s samp small span "
            + "strike strong sub sup svg text tspan time tt u var wbr ref");

    private static final Set<String> LINE = words("br li dt dd tr option line");

    private static final Set<String> PARAGRAPH = words("p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table section "
            + "article aside header footer nav main figure figcaption hr address details summary body hgroup center form "
            + "fieldset dir menu level1 level2 level3 bodymatter");

    static final Set<String> VOID = words("br hr img wbr col source track area");

    private static final Map<String, String> HTML = spelled("a abbr acronym address article aside b bdi bdo big "
            + "blockquote br caption center cite code col colgroup data dd del details dfn dir div dl dt em figcaption "
            + "figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main map area mark menu nav ol p pre q "
            + "rb rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead "
            + "time tr tt u ul var wbr audio video source track");

    private static final Map<String, String> SVG = spelled("svg g path rect circle ellipse line polyline polygon text "
            + "tspan textPath defs linearGradient radialGradient stop clipPath mask pattern symbol use image marker "
            + "switch a filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
            + "feDisplacementMap feDistantLight feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge "
            + "feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence "
            + "foreignObject");

    private static final Map<String, String> MATHML = spelled("math maction menclose merror mfenced mfrac mi "
            + "mlabeledtr mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub "
            + "msubsup msup mtable mtd mtext mtr munder munderover none semantics");

    private static final Set<String> GLOBAL_ATTRIBUTES = words("id class lang dir title role hidden "
            + "aria-label aria-labelledby aria-describedby aria-hidden aria-level");

    private static final Set<String> HTML_ATTRIBUTES = words("alt width height colspan rowspan headers scope span start "
            + "reversed value datetime align valign border cellpadding cellspacing frame rules summary clear color size "
            + "face shape coords controls loop srclang label kind nowrap bgcolor noshade abbr open");

    private static final Map<String, String> SVG_ATTRIBUTES = spelled("viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy "
            + "r rx ry dx dy d points width height transform fill fill-opacity fill-rule stroke stroke-width "
            + "stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity "
            + "color stop-color stop-opacity offset gradientUnits gradientTransform spreadMethod fx fy fr clip-path "
            + "clip-rule clipPathUnits mask maskUnits maskContentUnits patternUnits patternContentUnits patternTransform "
            + "marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient font-family "
            + "font-size font-style font-weight font-variant font-stretch text-anchor text-decoration letter-spacing "
            + "word-spacing writing-mode dominant-baseline alignment-baseline baseline-shift textLength lengthAdjust "
            + "startOffset rotate visibility display overflow vector-effect shape-rendering image-rendering "
            + "text-rendering filter filterUnits primitiveUnits in in2 result stdDeviation mode type values operator k1 "
            + "k2 k3 k4 scale xChannelSelector yChannelSelector flood-color flood-opacity lighting-color surfaceScale "
            + "diffuseConstant specularConstant specularExponent azimuth elevation z baseFrequency numOctaves seed "
            + "stitchTiles radius tableValues slope intercept amplitude exponent order kernelMatrix divisor bias "
            + "edgeMode pathLength version mix-blend-mode paint-order");

    private static final Set<String> MATHML_ATTRIBUTES = words("display mathvariant mathsize mathcolor mathbackground "
            + "displaystyle scriptlevel stretchy symmetric fence separator form lspace rspace largeop movablelimits "
            + "accent accentunder minsize maxsize linethickness numalign denomalign bevelled rowalign columnalign "
            + "rowspacing columnspacing rowlines columnlines frame framespacing equalrows equalcolumns columnspan rowspan "
            + "width height depth voffset notation open close separators subscriptshift superscriptshift actiontype "
            + "selection alttext altimg-width altimg-height altimg-valign linebreak indentalign indentshift");

    /** Functions of CSS that calculate, and the one that refers. */
    private static final Set<String> DRAWING = words("url rgb rgba hsl hsla hwb lab lch oklab oklch calc min max matrix translate "
            + "translatex translatey scale scalex scaley rotate skewx skewy");

    /** How far apart an element's edges keep what is before and after them. */
    enum Separation { NONE, SPACE, LINE, PARAGRAPH }

    private AllowedMarkup() {
    }

    static boolean isDropped(String element) {
        return DROPPED.contains(element);
    }

    static Separation separation(String element) {
        if (INLINE.contains(element)) {
            return Separation.NONE;
        }
        if (PARAGRAPH.contains(element)) {
            return Separation.PARAGRAPH;
        }
        return LINE.contains(element) ? Separation.LINE : Separation.SPACE;
    }

    /** The element as it is spelled, or {@code null} if only its content may stay. */
    static @Nullable String element(String name, boolean inSvg, boolean inMath) {
        String drawn = inSvg || name.equals("svg") ? SVG.get(name) : null;
        String formula = inMath || name.equals("math") ? MATHML.get(name) : null;
        return drawn != null ? drawn : formula != null ? formula : HTML.get(name);
    }

    /** The attribute as it is spelled, or {@code null} if it may not stay. References are not among them. */
    static @Nullable String attribute(String name, boolean inSvg, boolean inMath) {
        if (GLOBAL_ATTRIBUTES.contains(name)) {
            return name;
        }
        if (inSvg) {
            return SVG_ATTRIBUTES.get(name);
        }
        return (inMath ? MATHML_ATTRIBUTES : HTML_ATTRIBUTES).contains(name) ? name : null;
    }

    /**
     * Values may refer to a part of the same drawing and to nothing else. A drawing's are read as CSS: there, functions that fetch
     * have several names, and escapes spell each of them anew.
     */
    static boolean isHarmless(String attribute, String value, boolean inSvg) {
        if (inSvg && !GLOBAL_ATTRIBUTES.contains(attribute) && (value.indexOf('\\') >= 0 || callsMoreThan(DRAWING, value))) {
            return false;
        }
        String compact = value.replaceAll("[\\s\"'\\\\]", "").toLowerCase(Locale.ROOT);
        int at = compact.indexOf("url(");
        while (at >= 0) {
            if (!compact.startsWith("url(#", at)) {
                return false;
            }
            at = compact.indexOf("url(", at + 1);
        }
        return !compact.contains("javascript:");
    }

    private static boolean callsMoreThan(Set<String> allowed, String value) {
        for (int open = value.indexOf('('); open >= 0; open = value.indexOf('(', open + 1)) {
            int end = open;
            while (end > 0 && Character.isWhitespace(value.charAt(end - 1))) {
                end--;
            }
            int start = end;
            while (start > 0 && (Character.isLetterOrDigit(value.charAt(start - 1)) || value.charAt(start - 1) == '-')) {
                start--;
            }
            if (!allowed.contains(value.substring(start, end).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }

    private static Map<String, String> spelled(String list) {
        var spelled = new HashMap<String, String>();
        for (String word : list.split(" ")) {
            spelled.put(word.toLowerCase(Locale.ROOT), word);
        }
        return Map.copyOf(spelled);
    }
}
