package dev.touchline.backing;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What holds for the core of every service: it knows the JDK and itself, is told the time and given its seeds. */
public final class PureCore {
    /** What answers differently each time. */
    private static final String CLOCKS_AND_DICE = "java\\.time\\.(.+\\.now|Clock\\.(system|tick)\\w*)\\(.*"
            + "|java\\.lang\\.(System\\.(currentTimeMillis|nanoTime)|Math\\.random)\\(\\)"
            + "|java\\.util\\.(Random\\.<init>|SplittableRandom\\.<init>|UUID\\.randomUUID)\\(\\)"
            + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)"
            + "|java\\.util\\.random\\.RandomGeneratorFactory\\.create\\(\\)"
            + "|java\\.util\\.random\\.RandomGenerator(\\$\\w+)?\\.(getDefault|of)\\(.*"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*|java\\.security\\.SecureRandom\\.(<init>|getInstance).*";

    private final String inCore;
    private final JavaClasses core;

    /** @param corePackage such as {@code dev.touchline.coaching.core} */
    public PureCore(String corePackage) {
        inCore = corePackage + "..";
        core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(corePackage);
    }

    /** @throws AssertionError naming what it knows besides */
    public void knowsOnlyTheJdkAndItself() {
        // javax.crypto lies in the module java.base: an HMAC is as pure as a MessageDigest.
        classes()
                .that()
                .resideInAPackage(inCore)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations", inCore)
                .check(core);
    }

    /** @throws AssertionError naming who does */
    public void readsNoClockAndThrowsNoDice() {
        noClasses()
                .that()
                .resideInAPackage(inCore)
                .should()
                .accessTargetWhere(target(fullNameMatching(CLOCKS_AND_DICE)))
                .check(core);
    }
}
