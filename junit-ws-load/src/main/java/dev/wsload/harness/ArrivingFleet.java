package dev.wsload.harness;

import dev.wsload.fleet.ClientFleet;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FleetError;
import java.util.List;

/** A fleet that nobody has got yet: its clients are on their way to the endpoint. */
final class ArrivingFleet extends LiveNumbers {
    private final ClientFleet clients;
    private final EndpointView endpoint;

    ArrivingFleet(ClientFleet clients, EndpointView endpoint) {
        super(clients);
        this.clients = clients;
        this.endpoint = endpoint;
    }

    @Override
    public EndpointView endpoint() {
        return endpoint;
    }

    @Override
    public List<FleetError> errors() {
        return clients.errors();
    }
}
