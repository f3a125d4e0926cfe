package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;

/** TCP ended in the middle of a message of the server's, and no close frame came. */
final class CutInMessage implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> cut = evidence.cut();
        List<ClientOutcome> torn =
                cut.stream().filter(outcome -> outcome.activity().inMessage()).toList();
        boolean isThePattern = torn.size() >= FEWEST && 2 * torn.size() > cut.size();
        return isThePattern ? Optional.of(finding(cut, torn).on(torn)) : Optional.empty();
    }

    private static Finding finding(List<ClientOutcome> cut, List<ClientOutcome> torn) {
        return new Finding(
                "the server ends connections in the middle of a message, one of: it closes the socket before all is written, it"
                        + " announces more than it sends, or something crashes while it writes",
                "",
                List.of(
                        Figures.count(torn.size()) + " of " + Figures.count(cut.size(), "connection")
                                + " that ended without a close frame had begun a frame or a fragmented message and not completed it"),
                "compare the length in the frame's header with what is written; flush, and send a close frame, before the socket is"
                        + " closed",
                "which of them");
    }
}
