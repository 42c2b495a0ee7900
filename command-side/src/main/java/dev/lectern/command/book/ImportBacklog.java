package dev.lectern.command.book;

/** How many uploaded books wait to be read. */
public interface ImportBacklog {

    /** True if so many wait that no more are to be taken in. */
    boolean isFull();
}
