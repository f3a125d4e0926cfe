package dev.wsload.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Delivery.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The ledger's window against a model that remembers everything. */
class DeliveryLedgerModelTests {
    @Property(tries = 2000)
    void theLedgerAgreesWithAModelThatKeepsSetsOfNumbers(
            @ForAll long seed,
            @ForAll @IntRange(max = 400) int sent,
            @ForAll @IntRange(max = 100) int firstOwed,
            @ForAll @DoubleRange(max = 0.6) double trouble,
            @ForAll @IntRange(max = 150) int displacement) {
        List<Integer> arrivals = arrivals(new Random(seed), sent, trouble, displacement);

        assertThat(booked(arrivals, firstOwed, sent)).isEqualTo(new Model(firstOwed).booked(arrivals, sent));
    }

    @Property(tries = 1000)
    void withinTheWindowNothingIsMissedAndNothingIsLeftUnjudged(
            @ForAll long seed, @ForAll @IntRange(max = 300) int sent, @ForAll @DoubleRange(max = 0.6) double trouble) {
        List<Integer> arrivals = arrivals(new Random(seed), sent, trouble, StreamLedger.WINDOW / 2 - 1);
        Map<Integer, Integer> times = new HashMap<>();
        arrivals.forEach(number -> times.merge(number, 1, Integer::sum));

        Map<Kind, Long> truth = booked(arrivals, 0, sent);

        assertThat(truth).doesNotContainKey(Kind.NOT_JUDGED);
        assertThat(truth.getOrDefault(Kind.LOST, 0L)).isEqualTo(sent - times.size());
        assertThat(truth.getOrDefault(Kind.DUPLICATED, 0L)).isEqualTo(arrivals.size() - times.size());
    }

    /** A number comes, is lost, comes twice, or begins a torn stretch; then arrivals move by up to the displacement. */
    private static List<Integer> arrivals(Random random, int sent, double trouble, int displacement) {
        List<double[]> moved = new ArrayList<>();
        for (int number = 0; number < sent; number++) {
            int copies = random.nextDouble() >= trouble ? 1 : random.nextInt(3);
            number += random.nextDouble() < trouble / 30 ? random.nextInt(200) : 0;
            for (int copy = 0; copy < copies && number < sent; copy++) {
                double by = random.nextDouble() < trouble ? random.nextDouble() * displacement : 0;
                moved.add(new double[] {number + by, number});
            }
        }
        moved.sort((one, other) -> Double.compare(one[0], other[0]));
        return moved.stream().map(arrival -> (int) arrival[1]).toList();
    }

    private static Map<Kind, Long> booked(List<Integer> arrivals, int firstOwed, int sent) {
        DeliveryLedger ledger = new DeliveryLedger();
        StreamLedger stream = ledger.stream(0, 0, firstOwed);
        arrivals.forEach(number -> ledger.arrived(stream, number));
        ledger.settle(stream, sent, null);
        return DeliveryLedger.merge(List.of(ledger), sent).counts();
    }

    private static final class Model {
        private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        private final Set<Integer> seen = new HashSet<>();
        private final int firstOwed;
        private long excused;
        private int highest = -1;

        Model(int firstOwed) {
            this.firstOwed = firstOwed;
        }

        Map<Kind, Long> booked(List<Integer> arrivals, int sent) {
            arrivals.forEach(this::arrive);
            long missing = IntStream.range(firstOwed, Math.max(firstOwed, sent))
                    .filter(number -> !seen.contains(number))
                    .count();
            if (missing > excused) {
                counts.put(Kind.LOST, missing - excused);
            }
            return counts;
        }

        private void arrive(int number) {
            boolean owed = number >= firstOwed;
            if (number <= highest - StreamLedger.WINDOW) {
                count(Kind.NOT_JUDGED);
                excused += owed ? 1 : 0;
            } else if (!seen.add(number)) {
                count(Kind.DUPLICATED);
            } else if (owed && number < highest) {
                count(Kind.REORDERED);
            }
            highest = Math.max(highest, number);
        }

        private void count(Kind kind) {
            counts.merge(kind, 1L, Long::sum);
        }
    }
}
