/**
 * Reads EPUBs. {@link dev.lectern.command.epub.EpubReader} is the door; what came out is an
 * {@link dev.lectern.command.epub.EpubBook}, the files themselves went to an {@link dev.lectern.command.epub.EpubSink}.
 *
 * <p>The way of a file: {@code EpubArchive} (what is in the ZIP, within {@link dev.lectern.command.epub.EpubLimits}) →
 * {@code EpubContainer} (where is the package document; is there DRM) → {@code PackageDocument} (metadata, manifest,
 * spine) → {@code BookReading} (contents, chapters, resources, cover, language). {@code EPUB.md} in this module says which
 * libraries were tried and what decided.
 */
@NullMarked
package dev.lectern.command.epub;

import org.jspecify.annotations.NullMarked;
