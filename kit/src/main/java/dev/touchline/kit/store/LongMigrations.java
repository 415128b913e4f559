package dev.touchline.kit.store;

import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Lets a migration take its time: an index over years of items is not made within the seconds that others wait. */
public final class LongMigrations implements Callback {
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            context.getConnection().setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        } catch (SQLException e) {
            throw new FlywayException("The time that a migration may take can't be set", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "long-migrations";
    }
}
