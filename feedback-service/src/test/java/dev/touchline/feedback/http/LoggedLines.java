package dev.touchline.feedback.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged while it is open, message and exceptions, as a log file would show it. */
final class LoggedLines extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    static LoggedLines open() {
        LoggedLines lines = new LoggedLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    List<String> all() {
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(String.valueOf(
                record instanceof ExtLogRecord extended ? extended.getFormattedMessage() : record.getMessage()));
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            lines.add(String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
