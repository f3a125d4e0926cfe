package dev.wsload.harness;

import dev.wsload.assertions.FailureText;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetView;

/** Plays a script and counts what its clients throw, however many they are. */
final class ScriptRun implements WsScript {
    private final WsScript script;
    private final Errors errors;
    private final Tally failures = new Tally();

    ScriptRun(WsScript script, Errors errors) {
        this.script = script;
        this.errors = errors;
    }

    @Override
    public void play(WsClient client) throws Exception {
        try {
            script.play(client);
        } catch (Throwable thrown) {
            if (!errors.isExpected(thrown)) {
                failures.add("", client.index(), thrown);
            }
            throw thrown;
        }
    }

    /** Throws one error for all clients whose script failed. */
    void throwFailures(FleetView fleet) {
        if (failures.total() > 0) {
            errors.markReported(Origin.SCRIPT);
            throw new AssertionError(
                    new FailureText("the script failed on " + Figures.count(failures.total()) + " of "
                                    + Figures.count(fleet.clients(), "client"))
                            .rows("seen", failures.lines(), "kind")
                            .seed(fleet.seed())
                            .toString(),
                    failures.first());
        }
    }
}
