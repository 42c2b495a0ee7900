@NullMarked
package dev.lectern.contracts.nlp;

import org.jspecify.annotations.NullMarked;
