package dev.wsload.race.jqwik;

import dev.wsload.race.Script;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Scripts to play; jqwik makes those that fail smaller. */
final class Scripts {
    private static final int MOST_JOINS = 5;
    private static final int CHOICES = 35;

    private Scripts() {}

    private static Arbitrary<Integer> joins() {
        return Arbitraries.integers().between(0, MOST_JOINS);
    }

    private static Arbitrary<List<Integer>> calls(int most) {
        return Arbitraries.integers()
                .between(0, CHOICES - 1)
                .withoutEdgeCases()
                .list()
                .ofMaxSize(most);
    }

    /** Up to ten calls, one after the other. */
    static final class OfOneThread implements ArbitrarySupplier<Script> {
        @Override
        public Arbitrary<Script> get() {
            return Combinators.combine(joins(), calls(10)).as((joins, calls) -> new Script(joins, List.of(calls)));
        }
    }

    /** Up to three calls in each of two or three threads. */
    static final class OfThreads implements ArbitrarySupplier<Script> {
        @Override
        public Arbitrary<Script> get() {
            return Combinators.combine(joins(), calls(3).list().ofMinSize(2).ofMaxSize(3))
                    .as(Script::new);
        }
    }
}
