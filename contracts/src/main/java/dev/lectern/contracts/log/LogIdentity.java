package dev.lectern.contracts.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event log this is: a {@link dev.lectern.contracts.Position} means something in one log only.
 *
 * @param id          as it stands in {@code ce_lecternlog}
 * @param predecessor its id before an administrator made it another log, if one did
 */
public record LogIdentity(UUID id, @Nullable UUID predecessor) {
}
