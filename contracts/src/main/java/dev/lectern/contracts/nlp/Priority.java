package dev.lectern.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon a chapter is analysed. */
public enum Priority {
    /** What a reader has open. */
    @JsonProperty("urgent") URGENT,
    @JsonProperty("normal") NORMAL
}
