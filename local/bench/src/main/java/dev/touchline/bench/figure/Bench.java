package dev.touchline.bench.figure;

import dev.touchline.bench.Progress;
import dev.touchline.bench.http.HttpLoop;
import dev.touchline.bench.load.SurveyPosts;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.Pairs;
import dev.touchline.local.Service;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all figures share.
 *
 * @param ids the next response's number; a figure takes as many as it may need
 */
public record Bench(
        BenchStack stack, Plan plan, Progress progress, HttpLoop loop, SurveyPosts posts, Pairs pairs, AtomicLong ids) {
    /** Over a running stack with its {@link dev.touchline.bench.stack.Teams}. */
    public static Bench over(BenchStack stack, Plan plan, Progress progress, HttpLoop loop, long seed) {
        SurveyPosts posts = new SurveyPosts(stack.authority(Service.FEEDBACK), stack.sourceKey(), seed, Instant.now());
        return new Bench(stack, plan, progress, loop, posts, new Pairs(seed), new AtomicLong());
    }
}
