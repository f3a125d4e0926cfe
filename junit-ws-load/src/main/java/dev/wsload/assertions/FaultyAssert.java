package dev.wsload.assertions;

/**
 * What should be so of the clients that faults are meant for: {@code assertThat(fleet).faultyClients()...}
 *
 * @since 0.1
 */
public final class FaultyAssert {
    private final FleetAssert fleet;

    FaultyAssert(FleetAssert fleet) {
        this.fleet = fleet;
    }

    /**
     * Every client that a fault has struck ended as that fault's {@link dev.wsload.fault.Fault#effect() effect} says; one that
     * several have struck, as one of them. Ends the fleet first. Fails where no fault has struck anybody.
     */
    public FaultyAssert endedAsInjected() {
        fleet.holds(FaultCheck.endedAsInjected());
        return this;
    }

    /**
     * Every fault has struck every client that it is meant for: each has reached its moment, and has done something to the
     * connection. One that waits for a reply to lose, and there was none, has not. Waits for that as long as the settle time.
     */
    public FaultyAssert wereAllStruck() {
        fleet.holds(FaultCheck.allStruck());
        return this;
    }
}
