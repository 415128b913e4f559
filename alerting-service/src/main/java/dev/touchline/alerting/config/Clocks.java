package dev.touchline.alerting.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of the service. */
public class Clocks {
    @Produces
    @Singleton
    Clock system() {
        return Clock.systemUTC();
    }
}
