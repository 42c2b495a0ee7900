package dev.lectern.query.web;

import java.util.UUID;

/** Who asks: whose library, places and notes the answer is about. */
public record Reader(UUID id) {
}
