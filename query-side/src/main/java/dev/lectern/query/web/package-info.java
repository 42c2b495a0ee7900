/** What all endpoints have in common: answers, problems, pages, positions, timing. */
@NullMarked
package dev.lectern.query.web;

import org.jspecify.annotations.NullMarked;
