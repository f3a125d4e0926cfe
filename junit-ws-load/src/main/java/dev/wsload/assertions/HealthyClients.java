package dev.wsload.assertions;

import dev.wsload.metrics.Latency;
import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Ending;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetView;
import dev.wsload.result.FrameLog;
import dev.wsload.result.Injection;
import dev.wsload.result.ResourceSample;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The clients of a fleet that no fault is meant for, and what passed between them. */
record HealthyClients(FleetView all) implements FleetView {
    @Override
    public int clients() {
        return (int) IntStream.range(0, all.clients()).filter(this::isHealthy).count();
    }

    private boolean isHealthy(int client) {
        return all.faults().isHealthy(client);
    }

    @Override
    public int opened() {
        return clients() - failed() - count(Status.CONNECTING);
    }

    @Override
    public int failed() {
        return count(Status.FAILED);
    }

    @Override
    public int open() {
        return count(Status.OPEN);
    }

    private int count(Status status) {
        return (int) outcomes().stream()
                .filter(outcome -> outcome.status() == status)
                .count();
    }

    /** Of finished workloads: messages are not counted by client. */
    @Override
    public long messagesReceived() {
        return workloads().stream()
                .mapToLong(workload -> workload.delivery().delivered())
                .sum();
    }

    @Override
    public long messagesSent() {
        return workloads().stream()
                .mapToLong(workload -> workload.delivery().sent())
                .sum();
    }

    @Override
    public List<ClientOutcome> outcomes() {
        return all.outcomes().stream()
                .filter(outcome -> isHealthy(outcome.client()))
                .toList();
    }

    @Override
    public Latency handshakeLatency() {
        LatencyRecorder recorder = new LatencyRecorder();
        outcomes().stream()
                .map(ClientOutcome::handshake)
                .filter(Objects::nonNull)
                .forEach(handshake -> recorder.record(handshake.toNanos()));
        return LatencyRecorder.merge(List.of(recorder));
    }

    @Override
    public Latency handshakeLateness() {
        return all.handshakeLateness();
    }

    @Override
    public List<ResourceSample> resources() {
        return all.resources();
    }

    @Override
    public LoadPlan plan() {
        return all.plan();
    }

    @Override
    public CannotJudge cannotJudge() {
        return all.cannotJudge();
    }

    @Override
    public Optional<WorkloadResult> lastWorkload() {
        return all.lastWorkload().map(WorkloadResult::ofHealthy);
    }

    @Override
    public List<WorkloadResult> workloads() {
        return all.workloads().stream().map(WorkloadResult::ofHealthy).toList();
    }

    @Override
    public Optional<WorkloadResult> faultFreeWorkload() {
        return all.faultFreeWorkload().map(WorkloadResult::ofHealthy);
    }

    @Override
    public EndpointView endpoint() {
        return all.endpoint();
    }

    @Override
    public boolean wasWatchedForRaces() {
        return all.wasWatchedForRaces();
    }

    @Override
    public Optional<FrameLog> firstOffence() {
        return all.firstOffence().filter(log -> isHealthy(log.client()));
    }

    /** Errors of the endpoint have no client: they may have harmed anybody. */
    @Override
    public List<FleetError> errors() {
        return all.errors().stream()
                .filter(error -> error.client() < 0 || isHealthy(error.client()))
                .toList();
    }

    @Override
    public Duration lateness() {
        return all.lateness();
    }

    @Override
    public FaultPlan faults() {
        return all.faults();
    }

    /** Those that were meant for the server as a whole. */
    @Override
    public List<Injection> injections() {
        return all.injections().stream()
                .filter(injection -> !injection.assignment().hasClient())
                .toList();
    }

    @Override
    public Duration elapsed() {
        return all.elapsed();
    }

    @Override
    public long seed() {
        return all.seed();
    }

    @Override
    public Ending ending() {
        return all.ending();
    }
}
