package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.Visit.Times;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many messages a server works on at the same time when it has more than enough of them: what it answers in a second, times
 * the seconds that one takes alone (Little's law).
 *
 * @param handling how long one message takes alone
 * @param perSecond how many it answers in a second
 * @param cores how many cores the server kept busy meanwhile; empty where that cannot be seen
 */
record Capacity(Duration handling, double perSecond, OptionalDouble cores) {
    /** What takes less is as much the way there and back. */
    private static final Duration LEAST = Duration.ofMillis(2);

    private static final double ONE = 1.5;
    private static final double BUSY = 0.7;
    private static final double IDLE = 0.3;

    /** Returns it of the last workload, as long as the server was never without work; empty where it cannot be known. */
    static Optional<Capacity> of(Evidence evidence) {
        Optional<WorkloadResult> load = evidence.fleet()
                .lastWorkload()
                .filter(workload -> workload.delivery().delivered() > 0
                        && !workload.elapsed().isZero());
        return load.flatMap(workload -> handling(evidence.probes())
                .map(handling -> new Capacity(
                        handling,
                        workload.delivery().delivered()
                                * 1e9
                                / workload.elapsed().toNanos(),
                        evidence.busyCores())));
    }

    /** Asked once more where it seems to be short: a busy machine makes pings as slow as messages. */
    private static Optional<Duration> handling(Probes probes) {
        Optional<Duration> first = handlingNow(probes);
        return first.isPresent() ? first : handlingNow(probes.anew());
    }

    private static Optional<Duration> handlingNow(Probes probes) {
        return probes.times().flatMap(Times::handling).filter(handling -> handling.compareTo(LEAST) >= 0);
    }

    double atOnce() {
        return perSecond * handling.toNanos() / 1e9;
    }

    String cause() {
        String what = atOnce() < ONE
                ? "it handles one message at a time, one of: a lock around the handler, or a single thread (an event loop) that"
                        + " handlers hold up"
                : "it handles about " + Math.round(atOnce())
                        + " messages at a time, one of: a pool of that size (threads, connections"
                        + " to a database), or as many cores";
        return computes()
                ? what + "; and it computes: " + (atOnce() < ONE ? "a core is busy with it" : "its cores are busy")
                : waits() ? what + "; and it waits: its cores are not busy" : what;
    }

    String remedy() {
        if (computes()) {
            return atOnce() < ONE
                    ? "make a message cheaper to handle, or let several threads or processes handle messages: one thread gains nothing by"
                            + " more cores"
                    : "make a message cheaper to handle, or give the server more cores";
        }
        return atOnce() < ONE
                ? "do not wait (for a lock, a database, a disk) in a thread or under a lock that all connections share"
                : "make the pool larger, or what a message waits for faster; where it computes, it needs more cores";
    }

    List<String> because() {
        List<String> because = new ArrayList<>();
        because.add("a message alone takes it " + Figures.duration(handling) + ", and it answered "
                + Figures.count(Math.round(perSecond)) + " a second: it works on about "
                + String.format(Locale.ROOT, "%.1f", atOnce()) + " at the same time");
        cores.ifPresent(busy -> because.add(
                "meanwhile the server kept about " + String.format(Locale.ROOT, "%.1f", busy) + " cores busy"));
        return because;
    }

    /** Says whether it works all the time, as far as that can be seen: then it may be others that have its cores. */
    boolean computes() {
        return cores.isPresent()
                && cores.getAsDouble()
                        > BUSY * Math.min(atOnce(), Runtime.getRuntime().availableProcessors());
    }

    private boolean waits() {
        return cores.isPresent() && cores.getAsDouble() < IDLE * atOnce();
    }
}
