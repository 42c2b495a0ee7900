package dev.lectern.command.epub;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.parser.Parser;

/**
 * Reads XML, and what was meant to be XML: first as a stream with the platform's parser, which sees no DOCTYPE and
 * resolves nothing; if that fails, as leniently as browsers do.
 *
 * <p>Names keep their prefixes unresolved, as many books use prefixes that they never declare.
 */
final class MarkupReader {

    /** How to read what is not well-formed. */
    enum Leniency { XML, HTML }

    /** @param mended true if the document was not well-formed */
    record Outcome<H extends MarkupHandler>(H handler, boolean mended) {
    }

    private static final Set<String> VOID = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link",
            "meta", "param", "source", "track", "wbr");

    private static final int DEEPEST_TABLES = 500;
    /** Deeper than what is written of a chapter. jsoup looks through all open elements for each that begins; its own limit is twice that. */
    private static final int DEEPEST = 256;
    private static final int EVENTS_BETWEEN_WEIGHINGS = 64;

    private final EpubLimits limits;
    private final ReadingBudget budget;

    MarkupReader(EpubLimits limits, ReadingBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** The platform's own parser, whatever others are on the class path; a new one each time, as books are read in parallel. */
    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is resolved");
        });
        return factory;
    }

    /** @param handlers makes a fresh handler for each attempt; the one of the last attempt is answered */
    <H extends MarkupHandler> Outcome<H> read(byte[] bytes, Leniency leniency, Supplier<H> handlers)
            throws EpubRefused {
        // decoded, and then once more without its prolog
        budget.use(bytes.length * 5L);
        String markup = MarkupProlog.strip(MarkupEncoding.decode(bytes));
        long tags = markup.chars().filter(c -> c == '<').count();
        if (tags / 2 > limits.elements()) {
            throw EpubRefused.tooLarge("A document inside this EPUB has more than %,d elements."
                    .formatted(limits.elements()));
        }
        long input = bytes.length + 2L * markup.length();
        try {
            H handler = handlers.get();
            stream(markup, new Weighed(handler, input));
            return new Outcome<>(handler, false);
        } catch (XMLStreamException notWellFormed) {
            budget.use(input);
            H handler = handlers.get();
            mend(markup, leniency, new Weighed(handler, input + 2L * markup.length() + MendedMarkup.mostBytes(markup)));
            return new Outcome<>(handler, true);
        }
    }

    /** Watches the budget while a document comes in, and what is made of it grows. */
    private final class Weighed implements MarkupHandler {

        private final MarkupHandler handler;
        private final long input;
        private int events;

        Weighed(MarkupHandler handler, long input) {
            this.handler = handler;
            this.input = input;
            weigh();
        }

        @Override
        public void start(String name, Map<String, String> attributes) {
            handler.start(name, attributes);
            count();
        }

        @Override
        public void text(String text) {
            handler.text(text);
            count();
        }

        @Override
        public void end(String name) {
            handler.end(name);
            count();
        }

        private void count() {
            budget.check();
            if (++events % EVENTS_BETWEEN_WEIGHINGS == 0) {
                weigh();
            }
        }

        private void weigh() {
            budget.use(input + handler.bytes());
        }

        @Override
        public long bytes() {
            return handler.bytes();
        }
    }

    private void stream(String markup, MarkupHandler handler) throws XMLStreamException {
        XMLStreamReader reader = parsers().createXMLStreamReader(budget.watching(new StringReader(markup)));
        while (reader.hasNext()) {
            switch (next(reader)) {
                case XMLStreamConstants.START_ELEMENT -> handler.start(reader.getLocalName(), attributes(reader));
                case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        handler.text(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("unknown entity " + reader.getLocalName());
                default -> { }
            }
        }
    }

    private static int next(XMLStreamReader reader) throws XMLStreamException {
        try {
            return reader.next();
        } catch (OverBudget e) {
            throw e;
        } catch (RuntimeException e) {
            // some broken input is reported this way
            throw new XMLStreamException(e);
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private void mend(String markup, Leniency leniency, MarkupHandler handler) throws EpubRefused {
        refuseNestedTables(markup);
        var parser = switch (leniency) {
            case XML -> Parser.xmlParser();
            case HTML -> Parser.htmlParser().setMaxDepth(DEEPEST);
        };
        var closed = leniency == Leniency.HTML ? withoutSelfClosing(markup) : markup;
        new MendedMarkup(parser, budget.watching(new StringReader(closed)), handler).tell();
    }

    /** jsoup's time grows with the square of their depth: 100,000 tables in each other took 23 s, other elements 1 to 3 s. */
    private static void refuseNestedTables(String markup) throws EpubRefused {
        int depth = 0;
        for (int at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
            if (markup.regionMatches(true, at, "<table", 0, 6)) {
                depth++;
            } else if (markup.regionMatches(true, at, "</table", 0, 7)) {
                depth = Math.max(0, depth - 1);
            }
            if (depth > DEEPEST_TABLES) {
                throw EpubRefused.hostile("A document inside this EPUB nests tables without end.");
            }
        }
    }

    /** {@code <title/>} and {@code <a id="x"/>} are complete in XHTML; an HTML parser takes what follows into them. */
    private static String withoutSelfClosing(String markup) {
        var closed = new StringBuilder(markup.length() + markup.length() / 16);
        int copied = 0;
        for (int tag = markup.indexOf('<'); tag >= 0; tag = markup.indexOf('<', tag + 1)) {
            int end = endOfTag(markup, tag + 1);
            if (end > tag + 2 && markup.charAt(end - 1) == '/') {
                String name = nameAt(markup, tag + 1);
                if (!name.isEmpty() && !VOID.contains(name.toLowerCase(Locale.ROOT))) {
                    closed.append(markup, copied, end - 1).append("></").append(name).append('>');
                    copied = end + 1;
                }
            }
        }
        return closed.append(markup, copied, markup.length()).toString();
    }

    /** Where the tag's {@code >} stands, or -1 if another tag begins before. */
    private static int endOfTag(String markup, int from) {
        char quote = 0;
        for (int at = from; at < markup.length(); at++) {
            char c = markup.charAt(at);
            if (c == '<') {
                return -1;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return at;
            } else if ((c == '"' || c == '\'') && markup.charAt(at - 1) == '=') {
                quote = c;
            }
        }
        return -1;
    }

    private static String nameAt(String markup, int from) {
        int end = from;
        while (end < markup.length() && (Character.isLetterOrDigit(markup.charAt(end)) || markup.charAt(end) == ':')) {
            end++;
        }
        return markup.substring(from, end);
    }
}
