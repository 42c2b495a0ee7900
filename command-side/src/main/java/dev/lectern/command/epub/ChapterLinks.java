package dev.lectern.command.epub;

import org.jspecify.annotations.Nullable;

/** Where the references of one document may lead, rewritten so that whoever serves the chapter can prefix them. */
interface ChapterLinks {

    /** For a link: {@code chapters/<number>#fragment}, {@code #fragment} or a resource; {@code null} if it goes. */
    @Nullable String link(String href);

    /** For what is shown or played: {@code resources/<path>}; {@code null} if it goes. */
    @Nullable String resource(String href);
}
