package dev.lectern.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What has become of a reader and a book: by the places that came in, or as the reader chose by hand. */
public enum ReadStatus {
    @JsonProperty("unread") UNREAD,
    @JsonProperty("reading") READING,
    @JsonProperty("finished") FINISHED,
    @JsonProperty("abandoned") ABANDONED;

    /** Percent from which on a book counts as finished: what follows is notes and advertisements. */
    public static final double FINISHED_FROM = 98;

    /** The status of a reader who is at a place and chose none by hand. */
    public static ReadStatus at(double percent) {
        return percent >= FINISHED_FROM ? FINISHED : READING;
    }
}
