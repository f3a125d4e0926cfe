package dev.wsload.harness;

import dev.wsload.assertions.FailureText;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetView;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays a script and counts what its healthy clients throw, however many they are. */
final class ScriptRun implements WsScript {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);

    private final WsScript script;
    private final Errors errors;
    private final IntPredicate isHealthy;
    private final Tally failures = new Tally();
    private final Tally ofVictims = new Tally();

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
            if (!errors.isExpected(thrown)) {
                (isHealthy.test(client.index()) ? failures : ofVictims).add("", client.index(), thrown);
            }
            throw thrown;
        }
    }

    /** Throws one error for all healthy clients whose script failed, and logs how many others it failed on. */
    void throwFailures(FleetView fleet) {
        if (ofVictims.total() > 0) {
            LOG.warn(
                    "the script failed on {} that faults are meant for, which does not count: {}",
                    Figures.count(ofVictims.total(), "client"),
                    String.join("; ", ofVictims.lines()));
        }
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
