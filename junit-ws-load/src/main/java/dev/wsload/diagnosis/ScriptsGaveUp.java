package dev.wsload.diagnosis;

import dev.wsload.client.WsClientException;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;

/** The replies that scripts have waited for in vain come after all, one for each message. */
final class ScriptsGaveUp implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        if (evidence.delivery().owed() > 0) {
            return Optional.empty();
        }
        List<ClientOutcome> failed =
                evidence.open().stream().filter(evidence::misses).toList();
        List<ClientOutcome> waiting = failed.stream()
                .filter(one -> hasWaitedInVain(evidence, one) && !isAnswered(one))
                .toList();
        if (waiting.size() < FEWEST || 2 * waiting.size() < failed.size()) {
            return Optional.empty();
        }
        List<ClientOutcome> late = evidence.probes().hearLate(waiting, waiting.size()).stream()
                .filter(ScriptsGaveUp::isAnswered)
                .toList();
        return 10 * late.size() >= 9 * waiting.size()
                ? Optional.of(finding(waiting, late).on(late))
                : Optional.empty();
    }

    /** Else a script did not like what had come, whatever comes after that. */
    private static boolean hasWaitedInVain(Evidence evidence, ClientOutcome one) {
        return evidence.fleet().errors().stream()
                .anyMatch(error -> error.client() == one.client()
                        && error.cause() instanceof WsClientException awaited
                        && awaited.isTimeout());
    }

    private static boolean isAnswered(ClientOutcome one) {
        return one.activity().received() == one.activity().sent();
    }

    private static Finding finding(List<ClientOutcome> waiting, List<ClientOutcome> late) {
        Spread times = Spread.of(late.stream()
                .map(one -> one.activity().lastReceived().minus(one.activity().lastSent()))
                .toList());
        return new Finding(
                "replies come later than the test waits for them",
                "F6",
                List.of(
                        Figures.count(late.size()) + " of " + Evidence.clients(waiting)
                                + " whose script had given up got what they were waiting for after that: a reply to each of their messages",
                        "the last of these replies took " + times),
                "find out what the server waits for; if that time is right, let the script wait longer (within)",
                "what the server waits for");
    }
}
