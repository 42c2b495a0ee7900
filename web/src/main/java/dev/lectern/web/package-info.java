/** What every server of Lectern does with HTTP clients, whatever it answers: how slow, how long and from which pages they may be. */
@NullMarked
package dev.lectern.web;

import org.jspecify.annotations.NullMarked;
