package dev.lectern.command.personal;

import dev.lectern.contracts.personal.PersonalKey;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The readers' own keys. A reader gets one when they first write something, and none again after it was destroyed. */
@Component
public class PersonalKeys {

    private final JdbcClient jdbc;

    PersonalKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The reader's key; empty if it was destroyed. */
    public Optional<PersonalKey> of(UUID reader) {
        jdbc.sql("INSERT INTO command.personal_key (user_id, key) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(reader, PersonalKey.generate()).update();
        // locked, so that nothing is sealed with a key that is being destroyed
        return jdbc.sql("SELECT key FROM command.personal_key WHERE user_id = ? AND key IS NOT NULL FOR SHARE").param(reader)
                .query((row, _) -> new PersonalKey(row.getBytes("key"))).optional();
    }

    public void destroy(UUID reader) {
        jdbc.sql("INSERT INTO command.personal_key (user_id, key) VALUES (?, NULL) ON CONFLICT (user_id) DO UPDATE SET key = NULL")
                .param(reader).update();
    }
}
