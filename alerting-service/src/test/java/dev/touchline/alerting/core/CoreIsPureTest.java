package dev.touchline.alerting.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    @Test
    void theCoreKnowsOnlyJavaAndItself() {
        var core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.touchline.alerting.core");

        classes()
                .that()
                .resideInAPackage("dev.touchline.alerting.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.touchline.alerting.core..", "org.jspecify.annotations..")
                .check(core);
    }
}
