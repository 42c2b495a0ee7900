package dev.lectern.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.lectern.query.projection.Projection;
import java.time.Instant;
import java.util.UUID;

/** The boundaries of the query side. */
@AnalyzeClasses(packages = "dev.lectern.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FEATURES = {"..library..", "..contents..", "..descriptions..", "..progress..", "..shelves..", "..query.annotations..", "..files..", "..statistics..", "..query.live..", "..admin..", "..query.audit..", "..query.accounts.."};

    @ArchTest
    static final ArchRule of_the_project_only_the_contracts_and_what_all_servers_share_are_used = classes().should().onlyDependOnClassesThat(
            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.lectern.."))
                    .or(JavaClass.Predicates.resideInAnyPackage("dev.lectern.query..", "dev.lectern.contracts..", "dev.lectern.web..")));

    @ArchTest
    static final ArchRule features_know_nothing_of_each_other = slices()
            .matching("dev.lectern.query.(library|contents|descriptions|progress|shelves|annotations|files|statistics|live|admin|audit|accounts)..")
            .should().notDependOnEachOther();

    @ArchTest
    static final ArchRule what_features_share_knows_no_feature = noClasses()
            .that().resideOutsideOfPackages(FEATURES)
            .should().dependOnClassesThat().resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule the_engine_knows_the_database_and_nothing_else = noClasses()
            .that().resideInAPackage("..projection..")
            .should().dependOnClassesThat().resideInAnyPackage("..lectern.web..", "..query.web..", "..query.cache..", "..query.content..", "..query.security..");

    @ArchTest
    static final ArchRule projections_read_no_clock = noClasses()
            .that().implement(Projection.class)
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(UUID.class, "randomUUID")
            .orShould().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "java.io..");

    @ArchTest
    static final ArchRule neither_axon_nor_kafka_is_used_here = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.axonframework..", "org.apache.kafka..");
}
