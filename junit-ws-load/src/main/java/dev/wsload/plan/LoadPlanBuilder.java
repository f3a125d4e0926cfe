package dev.wsload.plan;

import dev.wsload.fault.Fault;
import dev.wsload.fault.HostFault;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.machine.Backlog;
import dev.wsload.value.Rules;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Builds a {@link LoadPlan}; the base of every builder of the library, so that all of them say the same. Every method
 * refuses a bad value at once with an {@link IllegalArgumentException} of one sentence. Not thread-safe.
 *
 * @param <SELF> the concrete builder
 * @since 0.1
 */
public abstract class LoadPlanBuilder<SELF extends LoadPlanBuilder<SELF>> extends LimitsBuilder<SELF> {
    private static final int SEEDS = 1_000_000_000;

    private int clients = 100;
    private OptionalLong seed = OptionalLong.empty();
    private Optional<LongFunction<String>> again = Optional.empty();
    private int loops;
    private Duration rampUp = Duration.ZERO;
    private double arrivalsPerSecond;
    private int connectsInFlight = 256;
    private boolean boundHandshakes;
    private ConnectMode connect = ConnectMode.REQUIRE;
    private List<InetAddress> sourceAddresses = List.of();
    private TooSmall tooSmall = TooSmall.FAIL;
    private CannotJudge cannotJudge = CannotJudge.FAIL;
    private Optional<LongSupplier> process = Optional.empty();
    private List<PlannedFault> faults = List.of();
    private boolean raceCheck;
    private boolean holdFaults;

    /** For the concrete builders. */
    protected LoadPlanBuilder() {}

    /** Connects this many clients, 1 to 1,000,000; 100 by default. */
    public final SELF clients(int number) {
        clients = Rules.between(1, 1_000_000, "clients", number, "leave it out for 100");
        return self();
    }

    /** Makes every random choice repeatable; by default a random seed, printed when a test fails. */
    public final SELF seed(long value) {
        seed = OptionalLong.of(value);
        return self();
    }

    /** For doors that know the command which makes the same run again with a seed; failures print it in place of the seed. */
    protected final SELF again(LongFunction<String> command) {
        again = Optional.of(command);
        return self();
    }

    /** For doors that watch the run for data races, which makes it slower: no latency can be judged. */
    protected final SELF raceCheck(boolean isWatched) {
        raceCheck = isWatched;
        return self();
    }

    /** Runs the clients on this many event loops, 1 to 16; 0, the default: 2, or 1 on up to two cores. */
    public final SELF loops(int number) {
        loops = Rules.between(0, 16, "loops", number, "leave it out for 2, or 1 on up to two cores");
        return self();
    }

    /**
     * Spreads the clients' starts evenly over this time; zero, the default, starts them all at once. Replaces
     * {@link #arrivalsPerSecond(double)}.
     */
    public final SELF rampUp(Duration time) {
        rampUp = Rules.notNegative("rampUp", time, "leave it out to start all clients at once");
        arrivalsPerSecond = 0;
        return self();
    }

    /** Starts this many clients a second; 0, the default, starts them all at once. Replaces {@link #rampUp(Duration)}. */
    public final SELF arrivalsPerSecond(double rate) {
        Rules.require(
                rate >= 0 && Double.isFinite(rate),
                "arrivalsPerSecond",
                rate,
                "at least 0",
                "leave it out to start all clients at once");
        arrivalsPerSecond = rate;
        rampUp = Duration.ZERO;
        return self();
    }

    /**
     * Keeps at most this many TCP connects under way at a time, at least 1; 256 by default. Upgrades that await their
     * answer do not count, unless {@link #boundHandshakes()} is asked for.
     */
    public final SELF connectsInFlight(int number) {
        connectsInFlight = Rules.atLeast(1, "connectsInFlight", number, "leave it out for 256");
        return self();
    }

    /** Counts upgrades that await their answer as connects in flight, too. */
    public final SELF boundHandshakes() {
        return boundHandshakes(true);
    }

    /** Says whether upgrades that await their answer count as connects in flight, too; they do not by default. */
    public final SELF boundHandshakes(boolean count) {
        boundHandshakes = count;
        return self();
    }

    /** Hands over whatever clients have connected, in place of failing: {@link ConnectMode#ATTEMPT}. */
    public final SELF attempt() {
        return connectMode(ConnectMode.ATTEMPT);
    }

    /** Says what happens when clients cannot connect; {@link ConnectMode#REQUIRE} by default. */
    public final SELF connectMode(ConnectMode mode) {
        connect = Objects.requireNonNull(mode, "connect");
        return self();
    }

    /**
     * Connects from these local addresses in turn. By default one address, and more of 127.0.0.0/8 once a loopback
     * target meets thousands of clients, since one address has some 28,000 ports.
     */
    public final SELF sourceAddresses(InetAddress... addresses) {
        sourceAddresses = List.of(addresses);
        return self();
    }

    /** Says what happens to a latency that cannot be judged since the fleet itself was late; {@link CannotJudge#FAIL} by default. */
    public final SELF cannotJudge(CannotJudge policy) {
        cannotJudge = Objects.requireNonNull(policy, "cannotJudge");
        return self();
    }

    /**
     * Names the endpoint's own process, to look once a second at what it uses, on this Linux machine and of the same user. By default it
     * is the one that listens on the endpoint's port, if that is found.
     *
     * @param pid its id; asked when the fleet begins, and then once a second; 0: by default, negative: nobody looks
     */
    public final SELF process(LongSupplier pid) {
        process = Optional.of(pid);
        return self();
    }

    /** Says what happens on a machine that is too small; {@link TooSmall#FAIL} by default. */
    public final SELF tooSmall(TooSmall policy) {
        tooSmall = Objects.requireNonNull(policy, "tooSmall");
        return self();
    }

    /** Adds a fault that strikes every client at its {@link Fault#moment() usual moment}, or the hosted server as a whole. */
    public final SELF fault(Fault fault) {
        return fault(fault, fault instanceof HostFault ? Victims.none() : Victims.all());
    }

    /** Adds a fault that strikes these clients at its usual moment. */
    public final SELF fault(Fault fault, Victims victims) {
        return fault(fault, victims, fault.moment());
    }

    /**
     * Adds a fault. Faults may be added several times; on one client they strike in the order in which they were added,
     * where their moments are the same.
     *
     * @throws IllegalArgumentException at a moment at which the fault would do nothing
     */
    public final SELF fault(Fault fault, Victims victims, When when) {
        return fault(new PlannedFault(fault, victims, when));
    }

    /** The same. */
    public final SELF fault(PlannedFault fault) {
        faults = Stream.concat(faults.stream(), Stream.of(fault)).toList();
        return self();
    }

    /** Holds faults back, as {@link #holdFaults(boolean)}. */
    public final SELF holdFaults() {
        return holdFaults(true);
    }

    /**
     * Says whether faults of open connections wait until the test releases them, so that it can see the fleet without faults first;
     * they do not by default. Their moments count from then on. Faults of the handshake do not wait.
     */
    public final SELF holdFaults(boolean hold) {
        holdFaults = hold;
        return self();
    }

    /**
     * Returns the plan as it stands; every call draws a new seed unless one was given.
     *
     * @throws IllegalArgumentException when a fault is meant for more clients than there are
     */
    public final LoadPlan plan() {
        long drawn = seed.orElseGet(() -> ThreadLocalRandom.current().nextInt(SEEDS));
        FaultPlan planned = FaultPlan.draw(faults, clients, drawn);
        if (holdFaults) {
            planned.requireHoldable();
        }
        int running = loops > 0 ? loops : defaultLoops(Runtime.getRuntime().availableProcessors());
        return new LoadPlan(
                clients,
                drawn,
                again.map(command -> command.apply(drawn)),
                running,
                ramp(planned.conditions().allAtOnce()),
                timeouts(),
                opening(),
                tls(),
                bounds(),
                tooSmall,
                cannotJudge,
                process,
                planned,
                holdFaults,
                raceCheck);
    }

    /** On up to two cores the endpoint and the JIT compiler need the other one. */
    static int defaultLoops(int cores) {
        return cores > 2 ? 2 : 1;
    }

    /** Returns an independent copy of this builder. */
    public final SELF copy() {
        try {
            @SuppressWarnings("unchecked")
            SELF copy = (SELF) clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("builders are Cloneable", e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    final SELF self() {
        return (SELF) this;
    }

    private LoadPlan.Ramp ramp(boolean allAtOnce) {
        return new LoadPlan.Ramp(
                rampUp,
                arrivalsPerSecond,
                allAtOnce ? clients : Math.min(connectsInFlight, Backlog.most()),
                boundHandshakes && !allAtOnce,
                connect == ConnectMode.ATTEMPT,
                sourceAddresses);
    }
}
