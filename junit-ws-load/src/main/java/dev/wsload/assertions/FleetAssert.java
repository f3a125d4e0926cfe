package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FaultCounts;
import dev.wsload.result.FleetView;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;

/**
 * What should be so of a fleet. Made by {@link WsAssertions#assertThat(FleetView)}.
 *
 * <p>A failure says on one screen what was seen on how many clients, the first of them with their evidence, and the
 * seed. An assertion over nothing fails: without a closure there is no close code, without a message no delivery.
 *
 * <p>Not final, since AssertJ's soft assertions derive a proxy from it; not meant to be extended otherwise.
 *
 * @since 0.1
 */
public class FleetAssert extends AbstractAssert<FleetAssert, FleetView> {
    private final FleetAssert whole;

    /**
     * Creates an assertion; {@link WsAssertions#assertThat(FleetView)} reads better.
     *
     * @param actual the fleet
     */
    public FleetAssert(FleetView actual) {
        this(actual, null);
    }

    /**
     * Creates an assertion on a part of a fleet.
     *
     * @param whole collects what fails, for it may be a soft assertion; null for an assertion on its own
     */
    private FleetAssert(FleetView part, FleetAssert whole) {
        super(part, FleetAssert.class);
        this.whole = whole;
    }

    /** Every client has connected: it is open, or was. */
    public FleetAssert allConnected() {
        return holds(new ConnectCheck());
    }

    /** Every client could connect, and there was no error in the endpoint, a callback, a script or a send. */
    public FleetAssert hasNoFailures() {
        return holds(new FailureCheck());
    }

    /**
     * The clients have received at least this many data messages in all, or will have within a time; waits for them.
     *
     * @param messages 0 or more
     * @param atMost the longest wait, more than zero
     */
    public FleetAssert receivesWithin(long messages, Duration atMost) {
        return holds(new EventualCheck("message", "received", FleetView::messagesReceived, messages, atMost));
    }

    /**
     * At least this many clients are open, or will be within a time; waits for them.
     *
     * @param clients 0 or more
     * @param atMost the longest wait, more than zero
     */
    public FleetAssert hasOpenWithin(int clients, Duration atMost) {
        return holds(new EventualCheck("client", "open", FleetView::open, clients, atMost));
    }

    /**
     * Every client closed with this code; one that never connected did not. Ends the fleet with a close handshake first,
     * like every assertion on closures, and fails for every client still open.
     *
     * @param code of the first close frame received (RFC 6455 section 7.1.5); 1006 when none was
     */
    public FleetAssert closedExactlyWith(CloseCode code) {
        return holds(CloseCheck.exactly(code));
    }

    /**
     * Every client that closed did so with one of these codes. Ends the fleet first.
     *
     * @param codes one or more
     */
    public FleetAssert closedOnlyWith(CloseCode... codes) {
        return holds(CloseCheck.only(atLeastOne("closedOnlyWith", codes)));
    }

    /**
     * No client closed with one of these codes. Ends the fleet first.
     *
     * @param codes one or more
     */
    public FleetAssert closedWithNoneOf(CloseCode... codes) {
        return holds(CloseCheck.noneOf(atLeastOne("closedWithNoneOf", codes)));
    }

    /**
     * No client was closed in a way that nobody asked for. Ends the fleet first. Expected are:
     *
     * <ul>
     *   <li>a server that closes with 1000 (normal closure) or 1001 (going away);
     *   <li>a client that closes, whatever its code, and a server that answers with a close frame;
     *   <li>a client that the test aborted.
     * </ul>
     *
     * <p>Anything else is unexpected: another code from the server, an end without a close frame, a close frame that the
     * server left unanswered, a broken protocol rule.
     */
    public FleetAssert hasNoUnexpectedClose() {
        return holds(CloseCheck.expected());
    }

    /**
     * Every client that closed did so cleanly: both sides sent a close frame and TCP ended in order (RFC 6455 section
     * 7.1.4). Ends the fleet first.
     */
    public FleetAssert closedCleanly() {
        return holds(CloseCheck.cleanly());
    }

    /**
     * Every message owed came to everybody it was owed to, in all workloads so far. Fails as well where messages could not
     * be sent, for nothing can be lost then, and where arrivals were too late to be judged, more than 63 numbers behind.
     */
    public FleetAssert lostNothing() {
        return holds(DeliveryCheck.none(Kind.LOST));
    }

    /** No message came twice; fails where arrivals could not be judged, as {@link #lostNothing()}. */
    public FleetAssert duplicatedNothing() {
        return holds(DeliveryCheck.none(Kind.DUPLICATED));
    }

    /** The messages of each sender came in order; fails where arrivals could not be judged. */
    public FleetAssert reorderedNothing() {
        return holds(DeliveryCheck.none(Kind.REORDERED));
    }

    /** Every message of a workload came as it was sent: its checksum fits. */
    public FleetAssert corruptedNothing() {
        return holds(DeliveryCheck.none(Kind.CORRUPTED));
    }

    /** No client got a message that was meant for another one, or that comes from another run: no cross-talk. */
    public FleetAssert crossedNothing() {
        return holds(DeliveryCheck.none(Kind.CROSSED));
    }

    /**
     * Every message was sent, and came once, in order and intact, to nobody else, and none came after the server's close frame.
     */
    public FleetAssert deliveredEverything() {
        return holds(DeliveryCheck.everything());
    }

    /** Goes on to the latency of the last workload's messages, from the intended send time to the arrival. */
    @CheckReturnValue
    public LatencyAssert latency() {
        return new LatencyAssert(this, LatencySource.MESSAGES);
    }

    /** Goes on to the latency of the opening handshakes, from the scheduled start on, waiting included. */
    @CheckReturnValue
    public LatencyAssert handshakeLatency() {
        return new LatencyAssert(this, LatencySource.HANDSHAKES);
    }

    /**
     * Goes on with the clients that no fault is meant for, and with the messages between them. What they have received and sent is
     * known of finished workloads only.
     */
    @CheckReturnValue
    public FleetAssert healthyClients() {
        isNotNull();
        return new FleetAssert(new HealthyClients(actual), this);
    }

    /** Goes on with the clients that faults are meant for. */
    @CheckReturnValue
    public FaultyAssert faultyClients() {
        return new FaultyAssert(this);
    }

    /**
     * Every connection that never opened, or was {@linkplain #hasNoUnexpectedClose() closed unexpectedly}, was struck by a fault that
     * leads to this end; the others are listed. Ends the fleet first.
     */
    public FleetAssert abnormalEndsAreExplained() {
        return holds(FaultCheck.abnormalEndsExplained());
    }

    /** Goes on with the endpoint: whether it recovers from what faults have done. */
    @CheckReturnValue
    public EndpointAssert endpoint() {
        return new EndpointAssert(this, Optional.empty());
    }

    /** Judges all clients, faulty ones too, and goes on with those that were judged before. */
    FleetAssert holdsOfAll(FleetCheck check) {
        (whole == null ? this : whole).holds(check);
        return myself;
    }

    /** Protected, since a soft assertion collects what fails in here only if its proxy can override this. */
    protected FleetAssert holds(FleetCheck check) {
        isNotNull();
        if (whole != null) {
            whole.holds(fleet -> actual.clients() == 0
                    ? Optional.of(nobodyIsHealthy(fleet))
                    : check.failure(actual).map(text -> text.preface("judged", judged(fleet))));
            return myself;
        }
        Optional<FailureText> text =
                check.failure(actual).map(this::withFaults).map(failure -> failure.diagnosed(actual));
        if (text.isPresent()) { // a lambda would leave its caller, Optional, on top of the user's stack trace
            throw text.get().into(failure("%s", text.get()));
        }
        return myself;
    }

    /** Whoever reads it shall not look for a bug where a fault did what it should. */
    private FailureText withFaults(FailureText text) {
        return actual.faults().isEmpty() || text.has("faults")
                ? text
                : text.preface("faults", FaultCounts.inWords(actual));
    }

    private static FailureText nobodyIsHealthy(FleetView fleet) {
        return new FailureText("no client is healthy, so there is nothing to judge: faults are meant for all "
                        + Figures.count(fleet.clients()) + "; give them a share")
                .again(fleet.plan());
    }

    private String judged(FleetView fleet) {
        return Figures.count(actual.clients()) + " healthy of " + Figures.count(fleet.clients(), "client")
                + "; faults are meant for the rest";
    }

    private static Set<CloseCode> atLeastOne(String assertion, CloseCode... codes) {
        if (codes.length == 0) {
            throw new IllegalArgumentException(assertion + "() names no close code: give one or more, such as 1000");
        }
        return Arrays.stream(codes).collect(Collectors.toUnmodifiableSet());
    }
}
