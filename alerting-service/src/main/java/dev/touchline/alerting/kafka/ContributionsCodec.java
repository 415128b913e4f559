package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Histogram;
import java.util.ArrayList;
import java.util.List;

/** Contributions within a value: about 8 bytes for each day with ratings. */
final class ContributionsCodec {
    private ContributionsCodec() {}

    static void write(StateWriter out, Contributions contributions) {
        out.count(contributions.entries().size());
        long day = 0;
        for (Contributions.Entry entry : contributions.entries()) {
            out.number(entry.day() - day).word(entry.team());
            out.count(entry.ratings().size());
            entry.ratings().each((point, count) -> out.count(point).number(count));
            day = entry.day();
        }
    }

    static Contributions read(StateReader in) {
        List<Contributions.Entry> entries = new ArrayList<>();
        long day = 0;
        for (int left = in.size(); left > 0; left--) {
            day += in.number();
            entries.add(new Contributions.Entry(day, in.word(), histogram(in)));
        }
        return new Contributions(entries);
    }

    private static Histogram histogram(StateReader in) {
        int[] points = new int[in.size()];
        int[] counts = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = in.size();
            counts[i] = Math.toIntExact(in.number());
        }
        return Histogram.of(points, counts);
    }
}
