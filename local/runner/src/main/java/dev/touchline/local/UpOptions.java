package dev.touchline.local;

import java.util.List;

/**
 * {@code ./touchline up [--no-demo] [--fresh] [--supervise] [--seed N]}; {@code --detach} is the script's.
 *
 * @param seed of the demo's traffic
 */
record UpOptions(boolean demo, boolean fresh, boolean supervise, long seed) {
    private static final String USAGE = "./touchline up [--no-demo] [--fresh] [--detach] [--supervise] [--seed N]";

    static UpOptions of(List<String> arguments) {
        boolean demo = true;
        boolean fresh = false;
        boolean supervise = false;
        long seed = 7;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--no-demo" -> demo = false;
                case "--fresh" -> fresh = true;
                case "--supervise" -> supervise = true;
                case "--seed" -> seed = seed(arguments, ++i);
                default -> throw new NotUnderstood("What is '" + arguments.get(i) + "'? Usage: " + USAGE);
            }
        }
        return new UpOptions(demo, fresh, supervise, seed);
    }

    private static long seed(List<String> arguments, int at) {
        if (at < arguments.size() && arguments.get(at).matches("-?\\d{1,18}")) {
            return Long.parseLong(arguments.get(at));
        }
        throw new NotUnderstood("--seed takes a whole number. Usage: " + USAGE);
    }
}
