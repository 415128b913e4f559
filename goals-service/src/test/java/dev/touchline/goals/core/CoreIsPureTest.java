package dev.touchline.goals.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    @Test
    void theCoreKnowsOnlyJavaAndItself() {
        var core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.touchline.goals.core");

        classes()
                .that()
                .resideInAPackage("dev.touchline.goals.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.touchline.goals.core..", "org.jspecify.annotations..")
                .check(core);
    }
}
