package dev.touchline.alerting.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.touchline.alerting.core");

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
                .resideInAPackage("dev.touchline.alerting.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.touchline.alerting.core..", "org.jspecify.annotations..")
                .check(CORE);
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        noClasses()
                .that()
                .resideInAPackage("dev.touchline.alerting.core..")
                .should()
                .accessTargetWhere(target(fullNameMatching(CLOCKS_AND_DICE)))
                .check(CORE);
    }
}
