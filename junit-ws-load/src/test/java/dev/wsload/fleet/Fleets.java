package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.TestServer;
import java.net.URI;

/** Fleets as the tests of this package want them. */
final class Fleets {
    private Fleets() {}

    /** On two loops whatever the machine, so that what passes between loops is tested everywhere. */
    static LoadPlan.Builder plan(int clients) {
        return LoadPlan.builder().clients(clients).seed(1).loops(2);
    }

    /** A fleet whose clients have all opened or failed. */
    static ClientFleet connect(URI uri, LoadPlan.Builder plan) {
        ClientFleet fleet = ClientFleet.start(uri, plan.plan());
        fleet.awaitConnected();
        return fleet;
    }

    static ClientFleet connect(TestServer server, LoadPlan.Builder plan) {
        return connect(server.uri(), plan);
    }

    static ClientFleet connect(TestServer server, int clients) {
        return connect(server, plan(clients));
    }

    /** Accepts, and then plays the rest. */
    static ScriptedServer serving(ScriptedServer.Script rest) {
        return ScriptedServer.start(peer -> {
            peer.accept();
            rest.play(peer);
        });
    }
}
