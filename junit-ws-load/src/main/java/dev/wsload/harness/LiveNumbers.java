package dev.wsload.harness;

import dev.wsload.metrics.Latency;
import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Ending;
import dev.wsload.result.FleetView;
import dev.wsload.result.FrameLog;
import dev.wsload.result.Injection;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the engine knows about a fleet, passed on as it is. */
abstract class LiveNumbers implements FleetView {
    private final FleetView engine;

    LiveNumbers(FleetView engine) {
        this.engine = engine;
    }

    @Override
    public int clients() {
        return engine.clients();
    }

    @Override
    public int opened() {
        return engine.opened();
    }

    @Override
    public int failed() {
        return engine.failed();
    }

    @Override
    public int open() {
        return engine.open();
    }

    @Override
    public long messagesReceived() {
        return engine.messagesReceived();
    }

    @Override
    public long messagesSent() {
        return engine.messagesSent();
    }

    @Override
    public List<ClientOutcome> outcomes() {
        return engine.outcomes();
    }

    @Override
    public Latency handshakeLatency() {
        return engine.handshakeLatency();
    }

    @Override
    public Latency handshakeLateness() {
        return engine.handshakeLateness();
    }

    @Override
    public Optional<WorkloadResult> lastWorkload() {
        return engine.lastWorkload();
    }

    @Override
    public List<WorkloadResult> workloads() {
        return engine.workloads();
    }

    @Override
    public Optional<WorkloadResult> faultFreeWorkload() {
        return engine.faultFreeWorkload();
    }

    @Override
    public Optional<FrameLog> firstOffence() {
        return engine.firstOffence();
    }

    @Override
    public Duration lateness() {
        return engine.lateness();
    }

    @Override
    public FaultPlan faults() {
        return engine.faults();
    }

    @Override
    public List<Injection> injections() {
        return engine.injections();
    }

    @Override
    public LoadPlan plan() {
        return engine.plan();
    }

    @Override
    public CannotJudge cannotJudge() {
        return engine.cannotJudge();
    }

    @Override
    public Duration elapsed() {
        return engine.elapsed();
    }

    @Override
    public long seed() {
        return engine.seed();
    }

    @Override
    public Ending ending() {
        return engine.ending();
    }
}
