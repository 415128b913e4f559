package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.effect.Effect;
import dev.touchline.coaching.core.effect.EffectStudy;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives each session its verdict, once, when it is due. Any number of instances may do so side by side. */
@Singleton
public class EffectJudge {
    private static final Logger LOG = Logger.getLogger(EffectJudge.class);

    private final Database database;
    private final Clock clock;
    private final Ticker ticker;

    EffectJudge(Database database, Clock clock, CoachingConfig config) {
        this.database = database;
        this.clock = clock;
        ticker = new Ticker("effects", config.judgeEvery(), () -> judge(clock.instant()));
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    /** Judges all that is due at this time, each in a transaction of its own; what fails is tried again next time. */
    void judge(Instant now) {
        if (!database.migrated()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Set<UUID> failed = new HashSet<>();
        while (judgeOne(today, failed)) {
            LOG.debug("Effect judged");
        }
    }

    private boolean judgeOne(LocalDate today, Set<UUID> failed) {
        AtomicReference<@Nullable Study> begun = new AtomicReference<>();
        try {
            return database.jdbi().inTransaction(handle -> {
                Optional<Study> due = StudyRows.lockDue(handle, today, failed);
                due.ifPresent(study -> {
                    begun.set(study);
                    judge(handle, study);
                });
                return due.isPresent();
            });
        } catch (RuntimeException e) {
            Study study = begun.get();
            if (study == null || Database.isTransient(e)) {
                throw e;
            }
            LOG.errorf(e, "Effect not judged item=%s", study.itemId());
            failed.add(study.itemId());
            return true;
        }
    }

    private void judge(Handle handle, Study study) {
        Effect effect = EffectStudy.of(
                TopicDays.course(handle, study), TopicDays.field(handle, study), study.terms(), study.seed());
        StudyRows.judge(handle, study, effect, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
