package dev.touchline.coaching.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    @Test
    void theCoreKnowsOnlyTheJdkAndItself() {
        classes()
                .that()
                .resideInAPackage("dev.touchline.coaching.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.touchline.coaching.core..", "org.jspecify.annotations")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.touchline.coaching.core"));
    }
}
