package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.EndpointView.Succession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's process ended while clients were connected, and another one serves in its place. */
final class ServerReplaced implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(250);
    private static final Duration TIME_TO_COME_BACK = Duration.ofSeconds(1);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = evidence.endedByServer();
        boolean isPattern = ended.size() >= FEWEST
                && wereAll(evidence, ended)
                && Spread.of(ended.stream().map(ClientOutcome::at).toList())
                                .width()
                                .compareTo(AT_ONCE.plus(evidence.fleet().lateness()))
                        <= 0
                && evidence.server().isGone()
                && evidence.probes().isServedWithin(TIME_TO_COME_BACK);
        return isPattern ? Optional.of(finding(evidence, ended).on(ended)) : Optional.empty();
    }

    /** Of those that were open when the first of them ended. */
    private static boolean wereAll(Evidence evidence, List<ClientOutcome> ended) {
        return 10 * ended.size() >= 9 * evidence.openAt(ended.get(0).at()).size();
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> ended) {
        Optional<Succession> succession = evidence.fleet().endpoint().succession();
        Duration within = ended.get(ended.size() - 1).at().minus(ended.get(0).at());
        List<String> because = new ArrayList<>();
        because.add(Figures.count(ended.size(), "connection") + " ended " + Endings.how(ended) + " within "
                + Figures.duration(within));
        because.addAll(evidence.server().facts());
        because.add("a new client is served"
                + succession.map(processes -> " by process " + processes.now()).orElse(""));
        return new Finding(
                "the server's process was replaced while clients were connected"
                        + succession
                                .map(processes -> " (" + processes.before() + " before, " + processes.now() + " now)")
                                .orElse("")
                        + ": it crashed, or was restarted",
                "F3",
                because,
                "look for the crash: the server's log and exit status, a core or hs_err file, the kernel's log (out of memory); and for"
                        + " what starts it again",
                "which of the two, and who started the new one");
    }
}
