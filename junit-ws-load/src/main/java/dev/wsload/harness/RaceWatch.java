package dev.wsload.harness;

import dev.wsload.agent.RaceDetector;
import dev.wsload.race.RaceRules;
import dev.wsload.race.RaceVerdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch for data races over whatever happens until it is ended: what {@code @RaceCheck} does, without JUnit.
 *
 * <pre>{@code
 * RaceWatch watch = RaceWatch.begin(new RaceRules(List.of("com.acme.chat"), false, List.of()));
 * try (WsFleet fleet = WsFleet.hosting("/chat", chat).clients(8).connect()) {
 *     fleet.run(fanOut().senders(8).messages(60));
 * }
 * watch.end();
 * }</pre>
 *
 * <p>One watch at a time in a JVM, another waits for it, ten minutes at most: so nothing else should run there that uses the same packages.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class RaceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RaceWatch.class);

    private final RaceDetector detector;
    private final RaceRules rules;

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
        return new RaceWatch(RaceDetector.begin(rules.packages()), rules);
    }

    static boolean isOn() {
        return RaceDetector.isOn();
    }

    /**
     * Ends it, and logs what is only suspected.
     *
     * @throws AssertionError where there was a race, or the watch could not judge
     * @throws IllegalStateException if it has ended already
     */
    public void end() {
        RaceVerdict verdict = RaceVerdict.of(detector.end(), rules);
        verdict.warning().ifPresent(LOG::warn);
        verdict.failure().ifPresent(failure -> {
            throw new AssertionError(failure);
        });
    }
}
