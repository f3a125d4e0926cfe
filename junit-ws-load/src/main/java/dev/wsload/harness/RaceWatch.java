package dev.wsload.harness;

import dev.wsload.agent.RaceDetector;
import dev.wsload.race.RaceRules;
import dev.wsload.race.RaceVerdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch for data races over whatever happens until it is ended: what {@code @RaceCheck} does, without JUnit.
 *
 * <pre>{@code
 * RaceWatch watch = RaceWatch.begin(RaceRules.of("com.acme.chat"));
 * try (watch;
 *         WsFleet fleet = WsFleet.hosting("/chat", chat).clients(8).connect()) {
 *     fleet.run(fanOut().senders(8).messages(60));
 * }
 * }</pre>
 *
 * <p>One watch at a time in a JVM, another waits for it, ten minutes at most: so nothing else should run there that uses the same packages.
 * Fleets that connect meanwhile refuse assertions on latency. Thread-safe; it may end on another thread than it has begun on.
 *
 * @since 0.1
 */
public final class RaceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RaceWatch.class);

    private final RaceDetector detector;
    private final RaceRules rules;
    private Optional<RaceVerdict> verdict = Optional.empty();

    private RaceWatch(RaceDetector detector, RaceRules rules) {
        this.detector = detector;
        this.rules = rules;
    }

    /**
     * Begins.
     *
     * @throws IllegalStateException with one sentence, where the detector's agent is not in this JVM and cannot be attached, or where this
     *     thread watches already
     */
    public static RaceWatch begin(RaceRules rules) {
        return begin(
                rules,
                StackWalker.getInstance()
                        .walk(frames -> frames.skip(1).findFirst())
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("its beginning"));
    }

    /**
     * The same where the caller is none that says anything.
     *
     * @param who begins it, for the messages to those that come while it is on
     */
    public static RaceWatch begin(RaceRules rules, String who) {
        RaceDetector.watching()
                .ifPresent(other -> LOG.info("waiting for the end of the watch for data races of {}", other));
        return new RaceWatch(RaceDetector.begin(rules.packages(), who), rules);
    }

    static boolean isOn() {
        return RaceDetector.watching().isPresent();
    }

    /** Ends it the first time, and logs what does not fail; returns what it has come to. */
    public synchronized RaceVerdict end() {
        if (verdict.isEmpty()) {
            RaceVerdict come = RaceVerdict.of(detector.end(), rules);
            come.warning().ifPresent(LOG::warn);
            verdict = Optional.of(come);
        }
        return verdict.get();
    }

    /**
     * Ends it, unless it has ended.
     *
     * @throws AssertionError where there was a race, or the watch could not judge, and nobody has asked for that before
     */
    @Override
    public synchronized void close() {
        boolean isKnown = verdict.isPresent();
        RaceVerdict come = end();
        if (!isKnown) {
            come.failure().ifPresent(failure -> {
                throw new AssertionError(failure);
            });
        }
    }
}
