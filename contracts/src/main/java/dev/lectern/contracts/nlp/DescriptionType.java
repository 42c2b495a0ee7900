package dev.lectern.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a passage lets the reader see. */
public enum DescriptionType {
    /** A room, a building, a landscape, a street. */
    @JsonProperty("location") LOCATION,
    /** A person's looks, clothes or bearing. */
    @JsonProperty("character") CHARACTER,
    /** Weather, light, sound or mood that fills the scene. */
    @JsonProperty("atmosphere") ATMOSPHERE,
    /** A thing, an animal, a machine, a meal. */
    @JsonProperty("object") OBJECT,
    /** Something happening that an illustrator could draw. */
    @JsonProperty("action") ACTION
}
