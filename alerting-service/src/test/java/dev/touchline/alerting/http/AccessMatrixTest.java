package dev.touchline.alerting.http;

import static dev.touchline.backing.Persona.ADMIN;
import static dev.touchline.backing.Persona.QA;
import static dev.touchline.backing.Persona.SUPERVISOR;

import dev.touchline.backing.AccessMatrix;
import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class AccessMatrixTest {
    @Test
    void everyOperationIsForWhomItIsListed() {
        AccessMatrix.start()
                .peopleForEverybody("GET /api/alerting/v1/filters", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/filters/{id}", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/filters/{id}/versions", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("PUT /api/alerting/v1/filters/{id}", ADMIN, QA)
                .peopleForEverybody("DELETE /api/alerting/v1/filters/{id}", ADMIN, QA)
                .peopleForEverybody("POST /api/alerting/v1/filters/try", ADMIN, QA)
                .peopleForEverybody("POST /api/alerting/v1/backtests", ADMIN, QA)
                .peopleForEverybody("GET /api/alerting/v1/backtests", ADMIN, QA)
                .peopleForEverybody("GET /api/alerting/v1/backtests/{id}", ADMIN, QA)
                .peopleForEverybody("DELETE /api/alerting/v1/backtests/{id}", ADMIN, QA)
                .peopleForEverybody("GET /api/alerting/v1/filters/export", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("POST /api/alerting/v1/filters/import", ADMIN, QA)
                .peopleForEverybody("GET /api/alerting/v1/presets", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/filters/{id}/muted", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/silences", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/silences/{id}", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("GET /api/alerting/v1/silences/{id}/versions", ADMIN, QA, SUPERVISOR)
                .peopleForEverybody("PUT /api/alerting/v1/silences/{id}", ADMIN, QA)
                .peopleForEverybody("DELETE /api/alerting/v1/silences/{id}", ADMIN, QA)
                .verify();
    }
}
