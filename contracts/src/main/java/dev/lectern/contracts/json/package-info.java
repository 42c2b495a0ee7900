@NullMarked
package dev.lectern.contracts.json;

import org.jspecify.annotations.NullMarked;
