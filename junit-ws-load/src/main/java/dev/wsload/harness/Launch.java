package dev.wsload.harness;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.plan.LoadPlan;
import dev.wsload.undertow.UndertowHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts everything that a fleet needs, in order; if one step fails, takes back those before. */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(WsFleet.class);

    private final FleetRequest request;
    private final LoadPlan plan;
    private final Cleanup cleanup = new Cleanup();

    Launch(FleetRequest request) {
        this.request = request;
        this.plan = request.plan();
    }

    WsFleet connect() {
        try {
            cleanup.add(new Admission(request).admit());
            long begun = System.nanoTime();
            RunningEndpoint endpoint = cleanup.add(start(request.endpoint()));
            LOG.debug("connecting {} clients to {}, seed {}", plan.clients(), endpoint.uri(), plan.seed());
            ClientFleet clients = cleanup.add(ClientFleet.start(endpoint.uri(), plan));
            clients.awaitConnected();
            LOG.debug("{} clients connected, {} failed", clients.opened(), clients.failed());
            new Arrival(plan, clients, endpoint).require(request.registered());
            return new WsFleet(plan, clients, endpoint, cleanup, begun);
        } catch (Throwable failure) {
            cleanup.closeAfter(failure);
            throw failure;
        }
    }

    private RunningEndpoint start(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Hosted hosted) {
            return UndertowHost.start(hosted, plan.clients());
        }
        return RunningEndpoint.external((Endpoint.External) endpoint);
    }
}
