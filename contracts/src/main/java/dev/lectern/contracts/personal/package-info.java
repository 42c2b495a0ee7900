/** What readers write themselves, unreadable without their key. */
@NullMarked
package dev.lectern.contracts.personal;

import org.jspecify.annotations.NullMarked;
