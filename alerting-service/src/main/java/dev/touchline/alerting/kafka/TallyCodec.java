package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Cusum;
import dev.touchline.alerting.core.MonthTest;
import dev.touchline.alerting.core.Tallies;
import dev.touchline.alerting.core.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;

/** Tallies within a history; each says of which kind it is, so that it is read whatever its filter says. */
final class TallyCodec {
    private static final int CUSUM = 1;
    private static final int MONTH_TEST = 2;

    private TallyCodec() {}

    static void write(StateWriter out, Tallies tallies) {
        out.count(tallies.all().size());
        if (tallies.all().isEmpty()) {
            return;
        }
        out.count(tallies.version());
        for (Tally tally : tallies.all()) {
            switch (tally) {
                case Cusum sum ->
                    out.fixedByte(CUSUM)
                            .score(sum.height())
                            .count(sum.n())
                            .count(sum.poor())
                            .count(sum.usual());
                case MonthTest test -> write(out.fixedByte(MONTH_TEST), test);
            }
        }
    }

    static Tallies read(StateReader in) {
        int size = in.size();
        long version = size == 0 ? 0 : in.count();
        List<Tally> all = new ArrayList<>();
        for (int left = size; left > 0; left--) {
            int kind = in.fixedByte();
            all.add(
                    switch (kind) {
                        case CUSUM -> new Cusum(in.score(), in.size(), in.size(), in.count());
                        case MONTH_TEST -> monthTest(in);
                        default -> throw new StreamsException("Tally of kind " + kind);
                    });
        }
        return new Tallies(version, all);
    }

    private static void write(StateWriter out, MonthTest test) {
        out.count(test.month()).count(test.n()).count(test.poor()).score(test.evidence());
        out.count(test.days().size());
        test.days()
                .forEach(day ->
                        out.number(day.day()).count(day.n()).count(day.poor()).count(day.usual()));
    }

    private static MonthTest monthTest(StateReader in) {
        int month = in.size();
        int n = in.size();
        int poor = in.size();
        double evidence = in.score();
        List<MonthTest.Day> days = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            days.add(new MonthTest.Day(in.number(), in.size(), in.size(), in.count()));
        }
        return new MonthTest(month, n, poor, evidence, days);
    }
}
