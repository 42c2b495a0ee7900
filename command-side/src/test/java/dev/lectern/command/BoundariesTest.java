package dev.lectern.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Where the module and its packages end. */
@AnalyzeClasses(packages = "dev.lectern.command", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule the_command_side_knows_no_other_service =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.lectern.query..", "dev.lectern.nlp..", "dev.lectern.local..");

    @ArchTest
    static final ArchRule the_epub_reader_knows_no_framework =
            classes().that().resideInAPackage("..command.epub..").should().onlyDependOnClassesThat().resideOutsideOfPackages(
                    "org.springframework..", "org.axonframework..", "java.sql..", "javax.sql..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule features_do_not_go_round_in_circles =
            slices().matching("dev.lectern.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comes_in_as_an_argument =
            noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(Clock.class, "systemDefaultZone")
                    .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule aggregates_do_no_io =
            noClasses().that().haveSimpleName("Book").or().haveSimpleName("Reading").or().haveSimpleName("Shelf").or().haveSimpleName("Annotation").or().haveSimpleName("TextAnalysis")
                    .or().haveSimpleName("AuditEntry")
                    .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "java.io..", "java.nio..", "org.springframework.jdbc..",
                            "org.apache.kafka..");
}
