package dev.touchline.feedback;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.touchline.feedback");

    /** What answers differently each time: a core is told the time, and given a seed. */
    private static final String CLOCKS_AND_DICE = "java\\.time\\.(.+\\.now|Clock\\.(system|tick)\\w*)\\(.*"
            + "|java\\.lang\\.(System\\.(currentTimeMillis|nanoTime)|Math\\.random)\\(\\)"
            + "|java\\.util\\.(Random\\.<init>|SplittableRandom\\.<init>|UUID\\.randomUUID)\\(\\)"
            + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)|java\\.util\\.random\\.RandomGeneratorFactory\\.create\\(\\)"
            + "|java\\.util\\.random\\.RandomGenerator(\\$\\w+)?\\.(getDefault|of)\\(.*"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*|java\\.security\\.SecureRandom\\.(<init>|getInstance).*";

    @Test
    void theCoreKnowsOnlyJavaAndItself() {
        classes()
                .that()
                .resideInAPackage("..feedback.core..")
                .should()
                .onlyDependOnClassesThat()
                // javax.crypto lies in the module java.base: an HMAC is as pure as a MessageDigest.
                .resideInAnyPackage(
                        "java..", "javax.crypto..", "org.jspecify.annotations", "dev.touchline.feedback.core..")
                .check(SERVICE);
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        noClasses()
                .that()
                .resideInAPackage("dev.touchline.feedback.core..")
                .should()
                .accessTargetWhere(target(fullNameMatching(CLOCKS_AND_DICE)))
                .check(SERVICE);
    }

    @Test
    void nothingBelowHttpKnowsHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..feedback.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..feedback.http..")
                .check(SERVICE);
    }

    @Test
    void kafkaDoesNotKnowTheStore() {
        noClasses()
                .that()
                .resideInAPackage("..feedback.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..feedback.store..")
                .check(SERVICE);
    }
}
