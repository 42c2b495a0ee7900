package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Account;
import dev.lectern.command.audit.AuditTrail;
import dev.lectern.command.personal.PersonalKeys;
import dev.lectern.contracts.event.AuditEvent.AccountMade;
import dev.lectern.contracts.event.AuditEvent.PasswordChanged;
import dev.lectern.contracts.event.AuditEvent.RefreshTokenReused;
import dev.lectern.contracts.event.AuditEvent.SignInsRefused;
import dev.lectern.contracts.event.AuditEvent.SignedIn;
import dev.lectern.contracts.event.AuditEvent.SignedOut;
import dev.lectern.contracts.personal.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the log who signed in and out, in the transaction that lets them. Where from is sealed with the reader's key. */
@Component
class SignInTrail {

    private final AuditTrail trail;
    private final PersonalKeys keys;
    private final Clock clock;

    SignInTrail(AuditTrail trail, PersonalKeys keys, Clock clock) {
        this.trail = trail;
        this.keys = keys;
        this.clock = clock;
    }

    void accountMade(Account account, @Nullable UUID invitation) {
        trail.record(new AccountMade(UUID.randomUUID(), account.id(), account.roles(), invitation, clock.instant()));
    }

    void signedIn(UUID reader, String address) {
        trail.record(new SignedIn(UUID.randomUUID(), reader, sealed(reader, address), clock.instant()));
    }

    void signedOut(UUID reader) {
        trail.record(new SignedOut(UUID.randomUUID(), reader, clock.instant()));
    }

    void refreshTokenReused(UUID reader, String address) {
        trail.record(new RefreshTokenReused(UUID.randomUUID(), reader, sealed(reader, address), clock.instant()));
    }

    void passwordChanged(UUID reader, String address) {
        trail.record(new PasswordChanged(UUID.randomUUID(), reader, sealed(reader, address), clock.instant()));
    }

    void refused(UUID reader, int times, String address, Instant firstAt, Instant lastAt) {
        trail.record(new SignInsRefused(UUID.randomUUID(), reader, times, sealed(reader, address), firstAt, lastAt));
    }

    /** With accounts that don't exist. */
    void refusedToStrangers(int times, Instant firstAt, Instant lastAt) {
        trail.record(new SignInsRefused(UUID.randomUUID(), null, times, null, firstAt, lastAt));
    }

    private @Nullable Sealed sealed(UUID reader, String address) {
        return keys.of(reader).map(key -> key.seal(address)).orElse(null);
    }
}
