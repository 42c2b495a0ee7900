package dev.lectern.query.cache;

import dev.lectern.query.web.Reader;

/** Makes answers ready before a reader asks for them, by asking for them. */
public interface Warmer {

    void warm(Reader reader);
}
