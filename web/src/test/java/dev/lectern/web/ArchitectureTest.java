package dev.lectern.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What servers share stays below what they are for. */
@AnalyzeClasses(packages = "dev.lectern.web", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_knows_only_contracts_of_the_project = noClasses().should().dependOnClassesThat(
            resideInAPackage("dev.lectern..").and(resideOutsideOfPackages("dev.lectern.web..", "dev.lectern.contracts..")));

    @ArchTest
    static final ArchRule what_is_done_with_clients_knows_neither_databases_nor_who_is_signed_in = noClasses()
            .that().resideInAPackage("dev.lectern.web").should().dependOnClassesThat().resideInAnyPackage(
            "dev.lectern.contracts..", "java.sql..", "org.springframework.jdbc..", "org.springframework.security..", "org.apache.kafka..");
}
