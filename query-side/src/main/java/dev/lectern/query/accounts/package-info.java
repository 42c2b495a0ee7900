/** What the command side keeps of accounts and isn't in the log: who is invited, and which devices have passwords. */
@NullMarked
package dev.lectern.query.accounts;

import org.jspecify.annotations.NullMarked;
