package dev.wsload.harness;

import dev.wsload.assertions.FailureText;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetView;
import java.util.function.IntPredicate;

/** Plays a script and counts what its healthy clients throw, however many they are. */
final class ScriptRun implements WsScript {
    private final WsScript script;
    private final Errors errors;
    private final IntPredicate isHealthy;
    private final Tally failures = new Tally();

    /**
     * Creates a run.
     *
     * @param isHealthy whether no fault is meant for this client: what a fault does to a script is no failure of it
     */
    ScriptRun(WsScript script, Errors errors, IntPredicate isHealthy) {
        this.script = script;
        this.isHealthy = isHealthy;
        this.errors = errors;
    }

    @Override
    public void play(WsClient client) throws Exception {
        try {
            script.play(client);
        } catch (Throwable thrown) {
            if (!errors.isExpected(thrown) && isHealthy.test(client.index())) {
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
                            .diagnosed(fleet)
                            .again(fleet.plan())
                            .toString(),
                    failures.first());
        }
    }
}
