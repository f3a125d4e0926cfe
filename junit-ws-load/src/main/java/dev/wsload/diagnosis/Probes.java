package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetView;
import dev.wsload.result.Phase;
import dev.wsload.result.Pings;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.result.Visit.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be asked of the endpoint once something has gone wrong, by clients that are not of the fleet. */
final class Probes {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_OBSERVATION = Duration.ofSeconds(15);
    private static final int NEWCOMERS = 3;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int COMES_AGAIN = 3;
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final int LEAST_PLACES = 3;

    /** A server that counts while others come in may let in some more than its limit. */
    private static final int PART_OF_PLACES = 5;

    private static final int PINGS = 5;
    private static final long POLL_NANOS = 50_000_000;

    private final FleetView fleet;
    private final Map<Duration, Optional<Boolean>> ends = new HashMap<>();
    private Visit newClient;

    Probes(FleetView fleet) {
        this.fleet = fleet;
    }

    /** Returns why a new client cannot connect and make a round trip now; empty if it can. Asked once. */
    Optional<String> newClient() {
        return visit().why();
    }

    private Visit visit() {
        if (newClient == null) {
            newClient = fleet.endpoint().visit(LIMIT, RoundTrip.MESSAGE);
        }
        return newClient;
    }

    /** Forgets what became of the last new client: the next one who asks sends another. */
    Probes anew() {
        newClient = null;
        return this;
    }

    /** Returns how long everything took for a new client; empty if it was not served. */
    Optional<Times> times() {
        return visit().times();
    }

    /**
     * Returns how long everything took for a new client that waits for so long. It comes again where it is sent away before, and some times
     * more where it was long, while there is patience: it may have stood behind what others have left.
     */
    Optional<Times> timesAlone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Times> alone = servedWithin(patience, patience).times();
        for (int again = 0; again < COMES_AGAIN && isLong(alone) && System.nanoTime() - deadline < 0; again++) {
            alone = servedWithin(patience, patience).times();
        }
        return alone;
    }

    private static boolean isLong(Optional<Times> alone) {
        return alone.filter(times -> times.handshake().compareTo(SHORT) > 0).isPresent();
    }

    /** Returns what is wrong where the port speaks TLS and the clients do not, or the other way round; empty otherwise. */
    Optional<Finding> wrongScheme(List<String> because, Phase phase) {
        if (!fleet.endpoint().answersTheOtherWay(LIMIT)) {
            return Optional.empty();
        }
        boolean isSecure = phase == Phase.TLS;
        List<String> facts = new ArrayList<>(because);
        facts.add("a new client that began " + (isSecure ? "without" : "with") + " TLS got an answer");
        return Optional.of(new Finding(
                isSecure
                        ? "the port does not speak TLS, and the clients do"
                        : "the port speaks TLS, and the clients do not",
                "",
                facts,
                isSecure ? "connect with ws:// in place of wss://" : "connect with wss:// in place of ws://",
                ""));
    }

    /**
     * Returns how long the reply to a new client's message takes now; empty where none comes or is owed. Two clients come, one after
     * the other: the first may meet the end of a burst, and the second its beginning.
     */
    Optional<Duration> reply() {
        Optional<Duration> first = times().flatMap(Times::message);
        newClient = null;
        Optional<Duration> second = times().flatMap(Times::message);
        return first.flatMap(one -> second.map(other -> one.compareTo(other) > 0 ? one : other));
    }

    /** Says whether a new client is served once some of the open ones have left; empty where none of them may leave. */
    Optional<Boolean> isServedInAPlaceThatIsFree() {
        if (fleet.endpoint().freePlaces(Math.max(LEAST_PLACES, fleet.open() / PART_OF_PLACES)) == 0) {
            return Optional.empty();
        }
        newClient = null;
        return Optional.of(visit().isServed());
    }

    /** Returns how many of some of these open clients get a pong. */
    Pings ping(List<ClientOutcome> open) {
        int step = Math.max(1, open.size() / PINGS);
        List<Integer> some = IntStream.range(0, Math.min(PINGS, open.size()))
                .mapToObj(i -> open.get(i * step).client())
                .toList();
        return fleet.endpoint().ping(some, LIMIT.dividedBy(2));
    }

    /** Says whether a new client is served after this time at the latest. */
    boolean isServedWithin(Duration time) {
        return servedWithin(time, LIMIT).isServed();
    }

    /** Returns the first visit that is served, or the last one that begins within this time. */
    private Visit servedWithin(Duration time, Duration patience) {
        long deadline = System.nanoTime() + time.toNanos();
        Visit last = fleet.endpoint().visit(patience, RoundTrip.PING);
        while (!last.isServed()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            last = fleet.endpoint().visit(patience, RoundTrip.PING);
        }
        return last;
    }

    /**
     * Says whether most of what these clients have lost has come since, or comes within a while.
     *
     * @param lost how many messages they have lost
     */
    boolean comesLate(List<ClientOutcome> waiting, long lost) {
        Set<Integer> clients = waiting.stream().map(ClientOutcome::client).collect(Collectors.toSet());
        boolean areReplies = fleet.delivery().owed() <= fleet.delivery().sent()
                && fleet.delivery().unrecognised() == 0;
        Duration settle = fleet.plan().timeouts().settle();
        long already = waiting.stream()
                .map(ClientOutcome::activity)
                .filter(one ->
                        areReplies && one.lastReceived().minus(one.lastSent()).compareTo(settle) >= 0)
                .count();
        long before =
                waiting.stream().mapToLong(one -> one.activity().received()).sum();
        long deadline = System.nanoTime() + LATE.toNanos();
        long since = 0;
        while (2 * already <= waiting.size()
                && 2 * since < lost
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            since = received(clients) - before;
        }
        return 2 * already > waiting.size() || 2 * since >= lost;
    }

    /**
     * Returns those of these clients, as they are then, that have got messages since, or get some before the last message of theirs is
     * some seconds old.
     *
     * @param enough how many need not be waited for
     */
    List<ClientOutcome> hearLate(List<ClientOutcome> waiting, int enough) {
        Duration asked = Evidence.last(waiting, one -> one.activity().lastSent());
        long deadline =
                System.nanoTime() + LATE.minus(fleet.elapsed().minus(asked)).toNanos();
        List<ClientOutcome> heard = haveHeard(waiting);
        while (heard.size() < enough
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            heard = haveHeard(waiting);
        }
        return heard;
    }

    /** Returns those of these clients, as they are now, that have got messages since. */
    List<ClientOutcome> haveHeard(List<ClientOutcome> waiting) {
        Map<Integer, Long> before = waiting.stream()
                .collect(Collectors.toMap(
                        ClientOutcome::client, one -> one.activity().received()));
        return fleet.outcomes().stream()
                .filter(one -> one.status() == Status.OPEN)
                .filter(one -> one.activity().received() > before.getOrDefault(one.client(), Long.MAX_VALUE))
                .toList();
    }

    private long received(Set<Integer> clients) {
        return fleet.outcomes().stream()
                .filter(one -> one.activity() != null && clients.contains(one.client()))
                .mapToLong(one -> one.activity().received())
                .sum();
    }

    /** Says whether nothing listens any more. */
    boolean isRefusedNow() {
        return visit().failure()
                .filter(failure -> failure.kind() == FailureKind.REFUSED)
                .isPresent();
    }

    /** Says whether nothing listens after this time at the latest: a server that says goodbye may need it to go. */
    boolean isRefusedWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!isRefusedNow()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            newClient = null;
        }
        return isRefusedNow();
    }

    /**
     * Says whether new clients, who open at different times and say nothing, are ended at this age as well; empty where that would
     * take too long, or nobody can ask.
     */
    Optional<Boolean> endsNewcomersAt(Duration age) {
        return ends.computeIfAbsent(age, this::observeNewcomers);
    }

    private Optional<Boolean> observeNewcomers(Duration age) {
        if (age.compareTo(LONGEST_OBSERVATION) > 0) {
            return Optional.empty();
        }
        Duration tolerance = Spread.tolerance(age).multipliedBy(2).plus(fleet.lateness());
        List<ClientOutcome> newcomers = fleet.endpoint().observe(NEWCOMERS, tolerance, age.plus(tolerance));
        return newcomers.isEmpty()
                ? Optional.empty()
                : Optional.of(newcomers.stream()
                        .allMatch(one -> one.status() == Status.CLOSED
                                && one.age().minus(age).abs().compareTo(tolerance) <= 0));
    }
}
