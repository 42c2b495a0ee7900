package dev.lectern.query.audit;

import static dev.lectern.query.testing.TestBook.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AuditEvent.AdministratorActed;
import dev.lectern.contracts.event.AuditEvent.InvitationMade;
import dev.lectern.contracts.event.AuditEvent.Outcome;
import dev.lectern.contracts.event.AuditEvent.SignInsRefused;
import dev.lectern.contracts.event.AuditEvent.SignedIn;
import dev.lectern.contracts.event.AuditEvent.SignedOut;
import dev.lectern.contracts.personal.Sealed;
import dev.lectern.query.testing.Folded;
import dev.lectern.query.testing.TestBook;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditProjectionTest {

    private final AuditProjection audit = new AuditProjection();
    private final UUID reader = UUID.randomUUID();

    @Test
    void each_event_is_a_row() {
        var signedIn = new SignedIn(UUID.randomUUID(), reader, new Sealed("AAAA"), NOON);
        var rows = Folded.rows(audit, signedIn, TestBook.aBook().uploaded(), new SignedOut(UUID.randomUUID(), reader, NOON.plusSeconds(1)));

        assertThat(rows).extracting(AuditRow::action).containsExactly("signed-in", "signed-out");
        assertThat(rows.getFirst()).isEqualTo(new AuditRow(reader, signedIn.entryId(), "signed-in", reader, null, null, null, new Sealed("AAAA"), null, NOON));
    }

    @Test
    void what_a_reader_did_is_theirs_and_what_an_administrator_did_is_nobodys() {
        assertThat(Folded.row(audit, new SignInsRefused(UUID.randomUUID(), reader, 3, null, NOON, NOON)).readerId()).isEqualTo(reader);
        assertThat(Folded.row(audit, new SignInsRefused(UUID.randomUUID(), null, 3, null, NOON, NOON)).readerId()).isEqualTo(AuditProjection.NOBODY);

        var invited = Folded.row(audit, new InvitationMade(UUID.randomUUID(), reader, UUID.randomUUID(), NOON, NOON));
        var acted = Folded.row(audit, new AdministratorActed(UUID.randomUUID(), reader, "cache.clear", "/api/v1/admin/cache", Outcome.DONE, NOON));
        assertThat(invited.readerId()).isEqualTo(acted.readerId()).isEqualTo(AuditProjection.NOBODY);
        assertThat(invited.account()).isEqualTo(acted.account()).isEqualTo(reader);
        assertThat(acted.action()).isEqualTo("cache.clear");
    }
}
