package dev.wsload.result;

import dev.wsload.metrics.Latency;
import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The live face of a fleet: what has happened so far. Thread-safe and cheap; every number may be polled.
 *
 * @since 0.1
 */
public interface FleetView {
    /** Returns how many clients the fleet was asked for. */
    int clients();

    /** Returns how many clients have opened, whether or not they are open still; those of a churn count once each. */
    int opened();

    /** Returns how many clients could not connect. */
    int failed();

    /** Returns how many clients are open now. */
    int open();

    /** Returns how many data messages the clients have received. */
    long messagesReceived();

    /** Returns how many data messages the clients have sent. */
    long messagesSent();

    /**
     * Returns what became of every connection: one outcome a client, in their order, and behind them one for every
     * connection that a churning client left.
     */
    List<ClientOutcome> outcomes();

    /** Returns the handshake latencies, from the scheduled start on, waiting included. */
    Latency handshakeLatency();

    /** Returns how late the fleet's event loops were while clients connected; part of what the handshake latencies measure. */
    Latency handshakeLateness();

    /** Returns what was in use, once a second or less often; none where nobody looks. */
    default List<ResourceSample> resources() {
        return List.of();
    }

    /** Returns what the fleet was asked to do. */
    LoadPlan plan();

    /** Returns what happens to a latency that cannot be judged. */
    default CannotJudge cannotJudge() {
        return CannotJudge.FAIL;
    }

    /** Says whether a workload has run under a watch for data races, which makes it several times slower. */
    default boolean wasWatchedForRaces() {
        return false;
    }

    /** Returns the result of the last workload; empty when none has run. */
    Optional<WorkloadResult> lastWorkload();

    /** Returns the results of all workloads so far, in their order. */
    List<WorkloadResult> workloads();

    /** Returns the result of the last workload before the faults that had been held were released; empty when there was none. */
    Optional<WorkloadResult> faultFreeWorkload();

    /** Returns what can be seen of the endpoint; nothing, unless something is known. */
    default EndpointView endpoint() {
        return EndpointView.UNSEEN;
    }

    /** Returns what the delivery ledger proves about all workloads so far together. */
    default Delivery delivery() {
        return Delivery.combined(
                workloads().stream().map(WorkloadResult::delivery).toList());
    }

    /**
     * Returns the last frames of the connection that was the first to get a message that is corrupted or meant for somebody else, or a
     * frame that breaks a rule; rather of a client that no fault is meant for. Empty while there is none.
     */
    default Optional<FrameLog> firstOffence() {
        return Optional.empty();
    }

    /** Returns errors outside of the protocol so far: of each class of exception from each origin the first 100. */
    List<FleetError> errors();

    /** Returns how late the fleet's event loops were, at most, with what had its time: sends of a rate, faults, deadlines. */
    Duration lateness();

    /** Returns what goes wrong on which clients on purpose. */
    FaultPlan faults();

    /** Returns what faults have done so far, in the order of the clock. */
    List<Injection> injections();

    /** Returns the time on the clock of the fleet, which is that of outcomes, injections and samples. */
    Duration elapsed();

    /** Returns the seed of the run. */
    long seed();

    /** Returns the way to end the fleet with a close handshake; asked twice, it ends once. */
    Ending ending();
}
