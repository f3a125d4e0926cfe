package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The timers of a loop against a model that sorts. */
class TimerQueueTests {
    private static final int TIMERS = 100;

    private enum Kind {
        ARM,
        CANCEL,
        ADVANCE
    }

    /** What happens to a timer, or to the clock. */
    record Step(Kind kind, int timer, int time) {}

    @Property(tries = 500)
    void timersFireInTheOrderOfTheirTimesWhateverIsArmedAndCancelledMeanwhile(
            @ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> reactions) {
        assertThat(new RealClock(reactions).play(steps)).isEqualTo(new ModelClock(reactions).play(steps));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.ARM, Kind.ARM, Kind.ARM, Kind.CANCEL, Kind.ADVANCE),
                        Arbitraries.integers().between(0, TIMERS - 1),
                        Arbitraries.integers().between(-5, 50))
                .as(Step::new)
                .list()
                .ofMaxSize(300);
    }

    @Test
    void whatIsDueNowFiresAndWhatIsDueNextDoesNot() {
        TimerQueue queue = new TimerQueue();
        List<String> fired = new ArrayList<>();
        queue.arm(new Timer(() -> fired.add("now")), 100);
        queue.arm(new Timer(() -> fired.add("next")), 101);

        queue.fireDue(100);

        assertThat(fired).containsExactly("now");
        assertThat(queue.untilNext(100)).isEqualTo(1);
        assertThat(queue.untilNext(500)).isZero();
    }

    @Test
    void anEmptyQueueWaitsForever() {
        assertThat(new TimerQueue().untilNext(0)).isEqualTo(TimerQueue.NEVER);
    }

    /** Plays steps; every timer that fires does the next reaction. Times are distinct, so that their order is. */
    private abstract static class Clock {
        private final List<String> log = new ArrayList<>();
        private final Queue<Step> reactions;
        private long now;
        private long armed;

        Clock(List<Step> reactions) {
            this.reactions = new ArrayDeque<>(reactions);
        }

        abstract void arm(int timer, long due);

        abstract void cancel(int timer);

        abstract void fireDue(long now);

        abstract long untilNext(long now);

        List<String> play(List<Step> steps) {
            steps.forEach(this::take);
            return log;
        }

        private void take(Step step) {
            if (step.kind == Kind.ADVANCE) {
                now += Math.abs(step.time) * 1000L;
                fireDue(now);
                log.add("until " + untilNext(now));
            } else {
                react(step);
            }
        }

        private void react(Step step) {
            if (step.kind == Kind.ARM) {
                arm(step.timer, now + step.time * 1000L + armed++ % 1000);
            } else if (step.kind == Kind.CANCEL) {
                cancel(step.timer);
            }
        }

        final void fired(int timer) {
            log.add("fired " + timer);
            Optional.ofNullable(reactions.poll()).ifPresent(this::react);
        }
    }

    private static final class RealClock extends Clock {
        /** System.nanoTime() may wrap around. */
        private static final long START = Long.MAX_VALUE - 100_000;

        private final TimerQueue queue = new TimerQueue();
        private final Timer[] timers = new Timer[TIMERS];

        RealClock(List<Step> reactions) {
            super(reactions);
            Arrays.setAll(timers, timer -> new Timer(() -> fired(timer)));
        }

        @Override
        void arm(int timer, long due) {
            queue.arm(timers[timer], START + due);
        }

        @Override
        void cancel(int timer) {
            queue.cancel(timers[timer]);
        }

        @Override
        void fireDue(long now) {
            queue.fireDue(START + now);
        }

        @Override
        long untilNext(long now) {
            return queue.untilNext(START + now);
        }
    }

    private static final class ModelClock extends Clock {
        private final Map<Integer, Long> armed = new TreeMap<>();

        ModelClock(List<Step> reactions) {
            super(reactions);
        }

        @Override
        void arm(int timer, long due) {
            armed.put(timer, due);
        }

        @Override
        void cancel(int timer) {
            armed.remove(timer);
        }

        @Override
        void fireDue(long now) {
            for (Optional<Integer> first = first(now); first.isPresent(); first = first(now)) {
                armed.remove(first.get());
                fired(first.get());
            }
        }

        private Optional<Integer> first(long now) {
            return IntStream.range(0, TIMERS)
                    .boxed()
                    .filter(timer -> armed.getOrDefault(timer, Long.MAX_VALUE) <= now)
                    .min((one, other) -> Long.compare(armed.get(one), armed.get(other)));
        }

        @Override
        long untilNext(long now) {
            return armed.values().stream()
                    .mapToLong(due -> Math.max(0, due - now))
                    .min()
                    .orElse(TimerQueue.NEVER);
        }
    }
}
