package dev.touchline.kit;

import java.sql.SQLException;

/** What failed, in a few words for a log line. Never a message: it may quote a statement, a record, a customer. */
public final class RootCause {
    private RootCause() {}

    /** Such as {@code PSQLException state=08006 at org.postgresql…}: type, SQL state where there is one, and place. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String state =
                root instanceof SQLException sql && sql.getSQLState() != null ? " state=" + sql.getSQLState() : "";
        StackTraceElement[] frames = root.getStackTrace();
        return root.getClass().getSimpleName() + state + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
