package dev.wsload.diagnosis;

import dev.wsload.machine.StackGroup;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetView;
import dev.wsload.result.Injection;
import dev.wsload.result.ResourceUse;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a fleet has seen, sorted for those who look for a cause; without the clients that faults have struck on purpose. */
final class Evidence {
    private static final int MOST_STACKS = 3;
    private static final int KEPT_ERRORS = 100;
    private static final Duration LOOK = Duration.ofMillis(300);

    private final FleetView fleet;
    private final Complaint complaint;
    private final Probes probes;
    private final Delivery delivery;
    private final List<ClientOutcome> outcomes;
    private final List<ClientOutcome> failed;
    private final List<ClientOutcome> opened;
    private final Set<Integer> scriptsThatFailed;
    private final List<ClientOutcome> endedByServer;
    private Server server;

    Evidence(FleetView fleet, Complaint complaint) {
        this.fleet = fleet;
        this.complaint = complaint;
        probes = new Probes(fleet);
        delivery = fleet.delivery();
        Set<Integer> struck = fleet.injections().stream()
                .map(Injection::assignment)
                .filter(assignment -> assignment.hasClient())
                .map(assignment -> assignment.client())
                .collect(Collectors.toSet());
        outcomes = fleet.outcomes().stream()
                .filter(outcome -> !struck.contains(outcome.client()))
                .toList();
        failed = sorted(
                outcome ->
                        outcome.status() == Status.FAILED && outcome.failure().kind() != FailureKind.INJECTED,
                ClientOutcome::at);
        scriptsThatFailed = fleet.errors().stream()
                .filter(error -> error.origin() == Origin.SCRIPT)
                .map(FleetError::client)
                .collect(Collectors.toSet());
        opened = sorted(outcome -> outcome.handshake() != null, Evidence::openedAt);
        endedByServer =
                sorted(outcome -> outcome.closure() != null && outcome.closure().isByServer(), ClientOutcome::at);
    }

    private List<ClientOutcome> sorted(Predicate<ClientOutcome> which, Function<ClientOutcome, Duration> when) {
        return outcomes.stream()
                .filter(which)
                .sorted(Comparator.comparing(when))
                .toList();
    }

    FleetView fleet() {
        return fleet;
    }

    /** Says whether this is what the test complains about. */
    boolean isAbout(Complaint what) {
        return complaint == what;
    }

    /** Returns where the threads of a hosted server stand, a fact each; nothing of any other. */
    List<String> threads() {
        return fleet.endpoint().threads().stream()
                .limit(MOST_STACKS)
                .map(StackGroup::inWords)
                .toList();
    }

    /** Returns the last of some moments in the lives of these, given by their age. */
    static Duration last(List<ClientOutcome> some, Function<ClientOutcome, Duration> age) {
        return some.stream()
                .map(one -> openedAt(one).plus(age.apply(one)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Returns what the server's own process does now. Watched once. */
    Server server() {
        if (server == null) {
            server = new Server(
                    fleet.endpoint().process(LOOK),
                    fleet.endpoint().isProcessGone(),
                    fleet.endpoint().threads().stream().anyMatch(StackGroup::isDeadlock));
        }
        return server;
    }

    /** Says whether the clients have offered to compress messages. */
    boolean offersCompression() {
        return fleet.plan().opening().deflate().isPresent();
    }

    /** Says whether the endpoint is in this JVM. */
    boolean isHosted() {
        return fleet.endpoint().runningHandlers().isPresent();
    }

    /** Returns how many cores the endpoint has kept busy, on average; empty where that cannot be seen. */
    OptionalDouble busyCores() {
        Optional<ResourceUse> use = ResourceUse.of(fleet);
        return use.map(ResourceUse::endpointCores)
                .filter(OptionalDouble::isPresent)
                .or(() -> use.filter(some -> isHosted())
                        .map(some -> OptionalDouble.of(Math.max(0, some.cores() - some.fleetCores()))))
                .orElse(OptionalDouble.empty());
    }

    /** Returns what the ledger proves about all workloads together. */
    Delivery delivery() {
        return delivery;
    }

    /** Says whether a message is owed to more than its sender: the workloads were broadcasts. */
    boolean isBroadcast() {
        return delivery.owed() > 2 * delivery.sent();
    }

    /** Returns what can be asked of the endpoint now. */
    Probes probes() {
        return probes;
    }

    /** Returns those that could not connect, in the order in which they gave up. */
    List<ClientOutcome> failed() {
        return failed;
    }

    List<ClientOutcome> failed(FailureKind... kinds) {
        return failed.stream()
                .filter(outcome ->
                        Arrays.asList(kinds).contains(outcome.failure().kind()))
                .toList();
    }

    /** Returns the connections that have opened, in that order. */
    List<ClientOutcome> opened() {
        return opened;
    }

    static Duration openedAt(ClientOutcome outcome) {
        return outcome.status() == Status.CLOSED ? outcome.at().minus(outcome.age()) : outcome.at();
    }

    /** Returns the connections that the server has let live: they are open, or the client has closed them. */
    List<ClientOutcome> survivors() {
        return opened.stream()
                .filter(one -> one.status() == Status.OPEN
                        || one.closure().initiator() == Initiator.CLIENT
                                && one.closure().violation().isEmpty())
                .toList();
    }

    /** Returns the connections that were open at this time. */
    List<ClientOutcome> openAt(Duration time) {
        return opened.stream()
                .filter(one -> openedAt(one).compareTo(time) <= 0)
                .filter(one -> one.status() == Status.OPEN || one.at().compareTo(time) >= 0)
                .toList();
    }

    /** Returns those that are open still. */
    List<ClientOutcome> open() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.OPEN)
                .toList();
    }

    /** Returns how many clients have gone, struck ones too. */
    long gone() {
        return fleet.outcomes().stream()
                .filter(outcome -> outcome.status() == Status.CLOSED)
                .map(ClientOutcome::client)
                .distinct()
                .count();
    }

    /** Returns how many messages have not come that were owed to this client. */
    long lost(ClientOutcome outcome) {
        return count(outcome, Kind.LOST);
    }

    long count(ClientOutcome outcome, Kind kind) {
        return delivery.countsOf(outcome.client()).getOrDefault(kind, 0L);
    }

    /** Says whether it lost messages, and all of them after the last one that came: nothing has come since. */
    boolean lostItsLast(ClientOutcome outcome) {
        return lost(outcome) > 0 && delivery.lostInGapsOf(outcome.client()) == 0;
    }

    /** Says whether nothing happened to messages but that they were lost or never sent. */
    boolean onlyLoses() {
        return Set.of(Kind.LOST, Kind.NOT_SENT).containsAll(delivery.counts().keySet());
    }

    /** Says whether the client had more to do when its connection ended. */
    boolean isUnfinished(ClientOutcome outcome) {
        Set<Kind> kinds = delivery.countsOf(outcome.client()).keySet();
        return kinds.contains(Kind.LOST) || kinds.contains(Kind.NOT_SENT) || isOfFailedScript(outcome.client());
    }

    /**
     * Says whether this client has not got what it was to get: a message of a workload, or what a script of it awaited. A server need
     * not answer whoever says something.
     */
    boolean misses(ClientOutcome outcome) {
        return lost(outcome) > 0 || fleet.errors().stream().anyMatch(error -> error.client() == outcome.client());
    }

    /** Returns the connections that the server's side has ended, by a close frame or without, in the order of their ends. */
    List<ClientOutcome> endedByServer() {
        return endedByServer;
    }

    /** Returns the connections that ended without a close frame of anybody's, though no client dropped them. */
    List<ClientOutcome> cut() {
        return endedByServer.stream()
                .filter(outcome -> outcome.closure().initiator() == Initiator.NOBODY
                        && outcome.closure().code().equals(CloseCode.ABNORMAL_CLOSURE)
                        && outcome.closure().violation().isEmpty())
                .toList();
    }

    /** Returns the connections on which the server broke a rule of this kind. */
    List<ClientOutcome> violated(BrokenRule rule) {
        return violated().filter(outcome -> BrokenRule.of(outcome) == rule).toList();
    }

    private Stream<ClientOutcome> violated() {
        return outcomes.stream()
                .filter(outcome -> outcome.closure() != null
                        && outcome.closure().violation().isPresent());
    }

    /** Returns the clients that could not connect, or whose connection the server ended badly. */
    Set<Integer> ill() {
        Stream<ClientOutcome> ended = endedByServer.stream().filter(outcome -> !isGoodbye(outcome.closure()));
        return Stream.of(failed.stream(), ended, violated())
                .flatMap(some -> some)
                .map(ClientOutcome::client)
                .collect(Collectors.toSet());
    }

    /** Errors are kept of the first so many clients only; where there are as many, the others have had theirs, too. */
    private boolean isOfFailedScript(int client) {
        return scriptsThatFailed.size() >= KEPT_ERRORS || scriptsThatFailed.contains(client);
    }

    /** Says whether it has ended as conversations do, or servers. */
    static boolean isGoodbye(Closure closure) {
        return closure.code().equals(CloseCode.NORMAL_CLOSURE) || closure.code().equals(CloseCode.GOING_AWAY);
    }

    /** Says whether they ended so close to each other that it is a moment of the run: in one that is over soon everything does. */
    boolean isAMoment(List<ClientOutcome> ended) {
        Duration width =
                Spread.of(ended.stream().map(ClientOutcome::at).toList()).width();
        return fleet.lastWorkload()
                .filter(workload -> width.multipliedBy(10).compareTo(workload.elapsed()) > 0)
                .isEmpty();
    }

    static String clients(List<ClientOutcome> some) {
        return Figures.count(some.size(), "client");
    }
}
