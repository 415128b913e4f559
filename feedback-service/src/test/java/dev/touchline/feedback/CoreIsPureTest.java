package dev.touchline.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.touchline.backing.PureCore;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.touchline.feedback");

    private final PureCore core = new PureCore("dev.touchline.feedback.core");

    @Test
    void theCoreKnowsOnlyTheJdkAndItself() {
        core.knowsOnlyTheJdkAndItself();
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        core.readsNoClockAndThrowsNoDice();
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
