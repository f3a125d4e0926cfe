package dev.wsload.harness;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fault.HostFault;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.plan.FaultPlan.Assignment;
import dev.wsload.plan.LoadPlan;
import dev.wsload.report.SummaryLine;
import dev.wsload.result.FaultLedger;
import dev.wsload.undertow.UndertowHost;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts everything that a fleet needs, in order; if one step fails, takes back those before. */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(WsFleet.class);

    private final FleetRequest request;
    private final LoadPlan plan;
    private final FaultLedger faults;
    private final Cleanup cleanup = new Cleanup();

    Launch(FleetRequest request) {
        this.request = request;
        this.plan = request.plan();
        this.faults = new FaultLedger(plan.holdFaults());
    }

    WsFleet connect() {
        try {
            cleanup.add(new Admission(request).admit());
            return start();
        } catch (Throwable failure) {
            cleanup.closeAfter(failure);
            throw failure;
        }
    }

    private WsFleet start() {
        long begun = System.nanoTime();
        RunningEndpoint endpoint = cleanup.add(start(request.endpoint()));
        LOG.debug("connecting {} clients to {}, seed {}", plan.clients(), endpoint.uri(), plan.seed());
        noteWhatIsInForce();
        request.registered().ifPresent(Launch::warnOfLeftovers);
        EndpointProcess process = new EndpointProcess(plan, endpoint.uri());
        if (plan.raceCheck()) {
            process.requireThisJvm();
        }
        ClientFleet clients = cleanup.add(ClientFleet.start(endpoint.uri(), plan, faults));
        ResourceSampler resources = cleanup.add(ResourceSampler.begin(clients, faults, process));
        try {
            awaitArrival(clients, endpoint, process);
        } catch (Throwable failure) {
            logSummary(clients, begun, failure);
            throw failure;
        }
        EndpointWatch watch = EndpointWatch.begin(plan, endpoint, process, request.registered(), clients);
        FleetParts parts = new FleetParts(plan, clients, endpoint, watch, resources, faults);
        if (!faults.areHeld()) {
            parts.arrived();
        }
        return new WsFleet(parts, cleanup, begun);
    }

    private void noteWhatIsInForce() {
        for (Assignment assigned : plan.faults().ofServer()) {
            if (((HostFault) assigned.fault().fault()).isInForceAtOnce()) {
                faults.note(assigned, "in force");
            }
        }
    }

    /** What goes wrong on the way must not replace the failure that there is. */
    private static void logSummary(ClientFleet clients, long begun, Throwable failure) {
        try {
            LOG.info(SummaryLine.of(clients, Duration.ofNanos(System.nanoTime() - begun)));
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private static void warnOfLeftovers(IntSupplier registered) {
        int already = registeredBefore(registered);
        if (already > 0) {
            LOG.warn(
                    "the server has registered {} clients before the first of this fleet connects: if an earlier test left"
                            + " them in its list, this fleet will count as connected too early",
                    already);
        }
    }

    /** The test's list may not be there before its first client. */
    private static int registeredBefore(IntSupplier registered) {
        try {
            return registered.getAsInt();
        } catch (RuntimeException notYet) {
            LOG.debug("the number of registered clients could not be asked before the first has connected", notYet);
            return 0;
        }
    }

    private void awaitArrival(ClientFleet clients, RunningEndpoint endpoint, EndpointProcess process) {
        clients.awaitConnected();
        LOG.debug("{} clients connected, {} failed", clients.opened(), clients.failed());
        new Arrival(
                        plan,
                        new ArrivingFleet(clients, EndpointWatch.ofArrival(plan, endpoint, process, clients)),
                        endpoint)
                .require(request.registered());
    }

    private RunningEndpoint start(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Hosted hosted) {
            RunningEndpoint running = UndertowHost.start(hosted, plan, plan.raceCheck() || RaceWatch.isOn(), faults);
            LOG.debug("hosting {}", running.uri());
            return running;
        }
        return RunningEndpoint.external((Endpoint.External) endpoint);
    }
}
