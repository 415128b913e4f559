package dev.touchline.goals.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Everything of goals-service that an operator may want to set. */
@ConfigMapping(prefix = "touchline.goals")
public interface GoalsConfig {
    /** Consumer group that notes coaching needs; the instances of one installation share it. Default goals-needs. */
    @WithDefault("goals-needs")
    String needsGroup();

    /** Consumer group that notes what coaching left for one-on-ones; shared likewise. Default goals-outcomes. */
    @WithDefault("goals-outcomes")
    String outcomesGroup();
}
