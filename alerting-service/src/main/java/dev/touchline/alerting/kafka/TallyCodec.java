package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Cusum;
import dev.touchline.alerting.core.MonthTest;
import dev.touchline.alerting.core.OwnBest;
import dev.touchline.alerting.core.Recovery;
import dev.touchline.alerting.core.Tallies;
import dev.touchline.alerting.core.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;

/** Tallies within a history; each says of which kind it is, so that it is read whatever its filter says. */
final class TallyCodec {
    private static final int CUSUM = 1;
    private static final int MONTH_TEST = 2;
    private static final int OWN_BEST = 3;
    private static final int RECOVERY = 4;

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
                case OwnBest own -> write(out.fixedByte(OWN_BEST), own);
                case Recovery recovery -> write(out.fixedByte(RECOVERY), recovery);
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
                        case OWN_BEST -> ownBest(in);
                        case RECOVERY -> recovery(in);
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

    private static void write(StateWriter out, OwnBest own) {
        out.count(own.best().n()).count(own.best().sum()).count(own.days().size());
        own.days()
                .forEach(day -> out.number(day.day())
                        .count(day.ratings().n())
                        .count(day.ratings().sum()));
    }

    private static OwnBest ownBest(StateReader in) {
        OwnBest.Ratings best = new OwnBest.Ratings(in.size(), in.count());
        List<OwnBest.Day> days = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            days.add(new OwnBest.Day(in.number(), new OwnBest.Ratings(in.size(), in.count())));
        }
        return new OwnBest(best, days);
    }

    private static void write(StateWriter out, Recovery recovery) {
        out.count(recovery.coaching()).fixedByte(recovery.told() ? 1 : 0);
        write(out, recovery.before());
        write(out, recovery.since());
        out.count(recovery.days().size());
        recovery.days().forEach(day -> write(out.number(day.day()), day.ratings()));
    }

    private static void write(StateWriter out, Recovery.Ratings ratings) {
        out.count(ratings.n()).count(ratings.poor());
    }

    private static Recovery recovery(StateReader in) {
        int coaching = in.size();
        boolean told = in.fixedByte() == 1;
        Recovery.Ratings before = ratings(in);
        Recovery.Ratings since = ratings(in);
        List<Recovery.Day> days = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            days.add(new Recovery.Day(in.number(), ratings(in)));
        }
        return new Recovery(coaching, before, since, told, days);
    }

    private static Recovery.Ratings ratings(StateReader in) {
        return new Recovery.Ratings(in.size(), in.size());
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
