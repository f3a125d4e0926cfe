package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Some clients are spread evenly over the order in which all came: neither the first nor the last ones are meant, but a share.
 *
 * @param some how many they are
 * @param all how many came
 * @param period the distance between them if that is always the same; else 0
 */
record Scatter(int some, int all, int period) {
    private static final int FEWEST = 8;
    private static final int PARTS = 4;

    /** Looks at these in the order in which they came; empty where they are no even share. */
    static Optional<Scatter> of(List<ClientOutcome> order, Predicate<ClientOutcome> which) {
        int[] places = IntStream.range(0, order.size())
                .filter(i -> which.test(order.get(i)))
                .toArray();
        if (places.length < FEWEST || order.size() - places.length < FEWEST) {
            return Optional.empty();
        }
        double share = (double) places.length / order.size();
        boolean isEven = IntStream.range(0, PARTS).allMatch(part -> isShare(places, part, order.size(), share));
        return isEven ? Optional.of(new Scatter(places.length, order.size(), period(places))) : Optional.empty();
    }

    private static boolean isShare(int[] places, int part, int all, double share) {
        int from = part * all / PARTS;
        int to = (part + 1) * all / PARTS;
        double here = (double) IntStream.of(places)
                        .filter(place -> place >= from && place < to)
                        .count()
                / (to - from);
        return here > share / 2 && here < share + (1 - share) / 2;
    }

    private static int period(int[] places) {
        int first = places[1] - places[0];
        long same = IntStream.range(1, places.length)
                .filter(i -> places[i] - places[i - 1] == first)
                .count();
        return first > 1 && 10 * same >= 8 * (places.length - 1) ? first : 0;
    }

    /** Returns {@code 30 of 120, one in 4 in the order in which they came}. */
    String inWords() {
        return Figures.count(some) + " of " + Figures.count(all)
                + (period > 0
                        ? ", one in every " + period + " in the order in which they came"
                        : ", spread over the order in which they came");
    }
}
