package dev.wsload.harness;

import dev.wsload.result.FleetView;

/** One line about a run. */
final class Summary {
    private Summary() {}

    static String of(FleetView fleet) {
        return Account.format(
                "%,d of %,d clients connected, %,d messages sent, %,d received, seed %d",
                fleet.opened(), fleet.clients(), fleet.messagesSent(), fleet.messagesReceived(), fleet.seed());
    }
}
