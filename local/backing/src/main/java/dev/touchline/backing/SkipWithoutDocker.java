package dev.touchline.backing;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * With {@code -Pcontainers} and no Docker engine, tests that need {@link Backing} are skipped with that reason. JUnit
 * finds it through META-INF/services; it decides before Quarkus starts anything.
 */
public final class SkipWithoutDocker implements ExecutionCondition {
    private static final Set<String> USES_BACKING = Set.of(
            "io.quarkus.test.common.QuarkusTestResource",
            "io.quarkus.test.common.WithTestResource",
            "io.quarkus.test.junit.QuarkusTest");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!Backing.containers() || !usesBacking(context)) {
            return ConditionEvaluationResult.enabled("needs no container");
        }
        return ContainerBacking.dockerAnswers()
                ? ConditionEvaluationResult.enabled("a Docker engine answers")
                : ConditionEvaluationResult.disabled("-Pcontainers, but no Docker engine answers");
    }

    /** By name: the annotation may come from another class loader. */
    private static boolean usesBacking(ExtensionContext context) {
        return context.getTestClass().stream()
                .flatMap(type -> Arrays.stream(type.getAnnotations()))
                .anyMatch(annotation ->
                        USES_BACKING.contains(annotation.annotationType().getName()));
    }
}
