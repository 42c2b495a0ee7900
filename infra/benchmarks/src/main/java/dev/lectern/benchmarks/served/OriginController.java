// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The baseline of the library: the list as the origin made it, with a query for each book's place and one for its chapters. */
@RestController
class OriginController implements DisposableBean {

    record Listed(UUID id, String title, String authors, String language, String genre, Instant addedAt,
                  double percent, @Nullable Instant lastReadAt, int chapters, int words) {
    }

    private final DataSource database;
    private @Nullable EntityManagerFactory entities;

    OriginController(DataSource database) {
        this.database = database;
    }

    /** Not before it is asked for: a start that is measured has no part of it. */
    private synchronized EntityManagerFactory entities() {
        var made = entities;
        if (made == null) {
            made = new HibernatePersistenceConfiguration("origin")
                    .managedClasses(OriginBook.class, OriginProgress.class, OriginChapter.class)
                    .property("hibernate.connection.datasource", database)
                    .property("hibernate.physical_naming_strategy", CamelCaseToUnderscoresNamingStrategy.class.getName())
                    .createEntityManagerFactory();
            entities = made;
        }
        return made;
    }

    @GetMapping("/api/v1/bench/origin/books")
    List<Listed> books(Principal reader, @RequestParam(defaultValue = "50") int limit) {
        try (var entityManager = entities().createEntityManager()) {
            return entityManager.createQuery("from OriginBook where owner = :owner order by addedAt desc", OriginBook.class)
                    .setParameter("owner", UUID.fromString(reader.getName())).setMaxResults(limit).getResultList()
                    .stream().map(book -> listed(entityManager, book)).toList();
        }
    }

    private static Listed listed(EntityManager entityManager, OriginBook book) {
        var progress = entityManager.createQuery("from OriginProgress where book = :book", OriginProgress.class)
                .setParameter("book", book.id).getResultStream().findFirst();
        var chapters = entityManager.createQuery("from OriginChapter where book = :book order by number", OriginChapter.class)
                .setParameter("book", book.id).getResultList();
        return new Listed(book.id, book.title, book.authors, book.language, book.genre, book.addedAt,
                progress.map(place -> place.percent).orElse(0.0), progress.map(place -> place.lastReadAt).orElse(null),
                chapters.size(), chapters.stream().mapToInt(chapter -> chapter.words).sum());
    }

    @Override
    public synchronized void destroy() {
        if (entities != null) {
            entities.close();
        }
    }
}
