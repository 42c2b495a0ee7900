package dev.lectern.command.epub;

import java.util.Locale;
import java.util.Map;

/** Is told a document's elements and text in order. Names are as written, prefix included; they are balanced. */
interface MarkupHandler {

    void start(String name, Map<String, String> attributes);

    void text(String text);

    void end(String name);

    /** Roughly the memory that what was made of the document takes by now. */
    long bytes();

    /** A name without its prefix, in lower case. */
    static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
