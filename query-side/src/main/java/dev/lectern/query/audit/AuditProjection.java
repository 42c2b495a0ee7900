package dev.lectern.query.audit;

import dev.lectern.contracts.event.AuditEvent.PasswordChanged;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.AuditEvent.AccountMade;
import dev.lectern.contracts.event.AuditEvent.AdministratorActed;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordMade;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordRevoked;
import dev.lectern.contracts.event.AuditEvent.InvitationMade;
import dev.lectern.contracts.event.AuditEvent.InvitationWithdrawn;
import dev.lectern.contracts.event.AuditEvent.RefreshTokenReused;
import dev.lectern.contracts.event.AuditEvent.SignInsRefused;
import dev.lectern.contracts.event.AuditEvent.SignedIn;
import dev.lectern.contracts.event.AuditEvent.SignedOut;
import dev.lectern.contracts.event.AuditEvent.SigningKeyAdded;
import dev.lectern.contracts.event.AuditEvent.SigningKeyRemoved;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.personal.Sealed;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import dev.lectern.query.projection.RowTable.Index;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The audit log: one row per event. What a reader did with their own account goes when they are erased. What an administrator
 * did stays: it is the service's history, and of whom it was only an id is left.
 */
@Component
final class AuditProjection implements Projection<AuditProjection.Key, AuditRow> {

    record Key(UUID readerId, UUID entryId) {
    }

    static final UUID NOBODY = new UUID(0, 0);

    static final RowTable<Key, AuditRow> TABLE = RowTable.of(Key.class, AuditRow.class,
            new Index("by_time", "(happened_at, entry_id)"),
            new Index("by_account", "(account, happened_at, entry_id)"),
            new Index("by_action", "(action, happened_at, entry_id)"));

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, AuditRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof AuditEvent e ? Stream.of(new Key(ownerOf(e), e.entryId())) : Stream.empty();
    }

    private static UUID ownerOf(AuditEvent event) {
        return switch (event) {
            case AccountMade e -> e.readerId();
            case SignedIn e -> e.readerId();
            case SignInsRefused e -> Objects.requireNonNullElse(e.readerId(), NOBODY);
            case RefreshTokenReused e -> e.readerId();
            case SignedOut e -> e.readerId();
            case PasswordChanged e -> e.readerId();
            case DevicePasswordMade e -> e.readerId();
            case DevicePasswordRevoked e -> e.readerId();
            case InvitationMade _, InvitationWithdrawn _, AdministratorActed _, SigningKeyAdded _, SigningKeyRemoved _ -> NOBODY;
        };
    }

    @Override
    public @Nullable AuditRow evolve(@Nullable AuditRow row, Key key, DomainEvent event) {
        return event instanceof AuditEvent e ? rowOf(e) : row;
    }

    private static AuditRow rowOf(AuditEvent event) {
        return switch (event) {
            case AccountMade e -> row(e, "account-made", e.readerId(), text(e.invitationId()));
            case SignedIn e -> row(e, "signed-in", e.readerId(), e.address());
            case SignInsRefused e -> new AuditRow(ownerOf(e), e.entryId(), "sign-ins-refused", e.readerId(), null, null, e.times(), e.address(),
                    e.firstAt(), e.at());
            case RefreshTokenReused e -> row(e, "refresh-token-reused", e.readerId(), e.address());
            case SignedOut e -> row(e, "signed-out", e.readerId(), (String) null);
            case PasswordChanged e -> row(e, "password-changed", e.readerId(), e.address());
            case DevicePasswordMade e -> row(e, "device-password-made", e.readerId(), text(e.devicePasswordId()));
            case DevicePasswordRevoked e -> row(e, "device-password-revoked", e.readerId(), text(e.devicePasswordId()));
            case InvitationMade e -> row(e, "invitation-made", e.administratorId(), text(e.invitationId()));
            case InvitationWithdrawn e -> row(e, "invitation-withdrawn", e.administratorId(), text(e.invitationId()));
            case SigningKeyAdded e -> row(e, "signing-key-added", null, e.keyId());
            case SigningKeyRemoved e -> row(e, "signing-key-removed", null, e.keyId());
            case AdministratorActed e -> new AuditRow(NOBODY, e.entryId(), e.action(), e.administratorId(), e.subject(), e.outcome(), null, null,
                    null, e.at());
        };
    }

    private static AuditRow row(AuditEvent event, String action, @Nullable UUID account, @Nullable String subject) {
        return new AuditRow(ownerOf(event), event.entryId(), action, account, subject, null, null, null, null, event.at());
    }

    private static AuditRow row(AuditEvent event, String action, UUID account, @Nullable Sealed address) {
        return new AuditRow(ownerOf(event), event.entryId(), action, account, null, null, null, address, null, event.at());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
