package dev.lectern.command.account;

import dev.lectern.command.account.Accounts.Attempt.Accepted;
import dev.lectern.command.account.Accounts.Attempt.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who may sign in. Passwords are kept as Argon2id. */
@Component
class Accounts {

    /** Roles are {@code READER} and {@code ADMIN}. */
    record Account(UUID id, String email, List<String> roles) {
    }

    /** What came of an address and a password. */
    sealed interface Attempt {

        /** @param passwordHash what the password was held against */
        record Accepted(Account account, String passwordHash) implements Attempt {
        }

        /** @param account the id of the one that has the address, if one has */
        record Refused(@Nullable UUID account) implements Attempt {
        }
    }

    private record Stored(Account account, String passwordHash) {
    }

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    /** Checked against when there is no such account, so that the answer takes as long. */
    private final String nobodysHash = passwords.encode(UUID.randomUUID().toString());

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return empty if the address is taken */
    Optional<Account> create(String email, String password, List<String> roles, Instant at) {
        var account = new Account(UUID.randomUUID(), email, roles);
        int created = jdbc.sql("""
                INSERT INTO command.account (id, email, password_hash, roles, created_at)
                VALUES (?, ?, ?, ?::text[], ?) ON CONFLICT DO NOTHING
                """).params(account.id(), email, hashOf(password), "{" + String.join(",", roles) + "}", Timestamp.from(at))
                .update();
        return created == 1 ? Optional.of(account) : Optional.empty();
    }

    Optional<Account> find(UUID id) {
        return jdbc.sql("SELECT id, email, password_hash, roles FROM command.account WHERE id = ?").param(id)
                .query((row, _) -> accountOf(row)).optional().map(Stored::account);
    }

    Attempt authenticate(String email, String password) {
        var stored = jdbc.sql("SELECT id, email, password_hash, roles FROM command.account WHERE lower(email) = lower(?)").param(email)
                .query((row, _) -> accountOf(row)).optional();
        boolean matches = passwords.matches(password, stored.map(Stored::passwordHash).orElse(nobodysHash));
        return stored.<Attempt>map(known -> matches ? new Accepted(known.account(), known.passwordHash()) : new Refused(known.account().id()))
                .orElseGet(() -> new Refused(null));
    }

    /** What is kept of a password. Takes a while, so not for a transaction. */
    String hashOf(String password) {
        return passwords.encode(password);
    }

    /**
     * Whether the password is still the one that was checked. If so it stays that until the transaction is over, as does the account.
     *
     * @param passwordHash as it was then
     */
    boolean stillHas(UUID id, String passwordHash) {
        return jdbc.sql("SELECT password_hash FROM command.account WHERE id = ? FOR KEY SHARE").param(id).query(String.class).optional()
                .filter(passwordHash::equals).isPresent();
    }

    /**
     * Waits for those who are signing in or renewing their tokens, and lets nobody do so until the transaction is over.
     *
     * @param known the password's hash up to now
     * @return false if it is another
     */
    boolean replacePassword(UUID id, String known, String wanted) {
        jdbc.sql("SELECT id FROM command.account WHERE id = ? FOR UPDATE").param(id).query(UUID.class).optional();
        return jdbc.sql("UPDATE command.account SET password_hash = ? WHERE id = ? AND password_hash = ?").params(wanted, id, known).update() == 1;
    }

    /** With all its sign-ins. */
    void delete(UUID id) {
        jdbc.sql("DELETE FROM command.account WHERE id = ?").param(id).update();
    }

    boolean hasAdministrator() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command.account WHERE 'ADMIN' = ANY (roles))").query(Boolean.class).single();
    }

    private static Stored accountOf(ResultSet row) throws SQLException {
        var roles = List.of((String[]) row.getArray("roles").getArray());
        return new Stored(new Account(row.getObject("id", UUID.class), row.getString("email"), roles), row.getString("password_hash"));
    }
}
