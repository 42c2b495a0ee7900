package dev.lectern.nlp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.lectern", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_processor_shares_only_contracts_with_the_other_services =
            noClasses().that().resideInAPackage("dev.lectern.nlp..").should().dependOnClassesThat(
                    resideInAPackage("dev.lectern..").and(resideOutsideOfPackages("dev.lectern.nlp..", "dev.lectern.contracts..")));

    @ArchTest
    static final ArchRule the_extractor_knows_neither_spring_nor_kafka =
            noClasses().that().resideInAnyPackage("dev.lectern.nlp.text..", "dev.lectern.nlp.lexicon..", "dev.lectern.nlp.voice..",
                            "dev.lectern.nlp.extract..", "dev.lectern.nlp.analyse..", "dev.lectern.nlp.training..")
                    .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "org.apache.kafka..", "dev.lectern.nlp.queue..");

    @ArchTest
    static final ArchRule the_extractor_reads_no_clock_no_randomness_and_no_environment =
            noClasses().that().resideInAnyPackage("dev.lectern.nlp.text..", "dev.lectern.nlp.lexicon..", "dev.lectern.nlp.voice..",
                            "dev.lectern.nlp.extract..")
                    .should().callMethod(System.class, "currentTimeMillis")
                    .orShould().callMethod(System.class, "nanoTime")
                    .orShould().callMethod(System.class, "getenv", String.class)
                    .orShould().callMethod(System.class, "getProperty", String.class)
                    .orShould().callMethod(Math.class, "random")
                    .orShould().dependOnClassesThat().resideInAPackage("java.time..")
                    .orShould().dependOnClassesThat().areAssignableTo(java.util.random.RandomGenerator.class);
}
