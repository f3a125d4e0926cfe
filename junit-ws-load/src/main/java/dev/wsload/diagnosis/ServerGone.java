package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server's process ended while clients were connected: whoever was open lost the connection, and nothing listens any more. */
final class ServerGone implements Cause {
    private static final Duration TIME_TO_GO = Duration.ofSeconds(1);
    private static final Duration TIME_TO_COME_BACK = Duration.ofSeconds(2);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = evidence.opened().isEmpty()
                ? evidence.failed(FailureKind.EOF, FailureKind.RESET)
                : evidence.endedByServer();
        boolean said = !ended.isEmpty() && ended.stream().allMatch(ServerGone::isGoingAway);
        Duration patience = said ? TIME_TO_GO : Duration.ZERO;
        if (ended.isEmpty()
                || !wereMost(evidence, ended)
                || !evidence.open().isEmpty()
                || !evidence.probes().isRefusedWithin(patience)
                || !said && evidence.probes().isServedWithin(TIME_TO_COME_BACK)) {
            return Optional.empty();
        }
        Finding finding = said
                ? shutDown(evidence, ended)
                : evidence.server().isAlive() ? closed(evidence, ended) : died(evidence, ended);
        return Optional.of(finding.on(Stream.concat(
                        ended.stream(),
                        evidence.failed(FailureKind.REFUSED, FailureKind.EOF, FailureKind.RESET).stream())
                .toList()));
    }

    /** Of those that were open when the first of them ended. */
    private static boolean wereMost(Evidence evidence, List<ClientOutcome> ended) {
        return 2 * ended.size() >= evidence.openAt(ended.get(0).at()).size();
    }

    private static boolean isGoingAway(ClientOutcome outcome) {
        if (outcome.closure() == null) {
            return false;
        }
        CloseCode code = outcome.closure().code();
        return code.equals(CloseCode.GOING_AWAY) || code.equals(CloseCode.SERVICE_RESTART);
    }

    private static Finding shutDown(Evidence evidence, List<ClientOutcome> ended) {
        boolean isBack = evidence.probes().isServedWithin(TIME_TO_COME_BACK);
        List<String> because = because(evidence, ended, "ended " + Endings.how(ended));
        if (isBack) {
            because.add("it listens again by now");
        }
        return new Finding(
                isBack
                        ? "the server was restarted: it said goodbye, nothing listened for a while, and it is back"
                        : "the server was shut down: it said goodbye, and nothing listens any more",
                "F4",
                because,
                "let the server run until the test has ended; or let clients connect again, where the test is about a restart",
                "who stopped it");
    }

    private static Finding died(Evidence evidence, List<ClientOutcome> ended) {
        return new Finding(
                evidence.server().isGone()
                        ? "the server's process died while clients were connected"
                        : "the server's process died while clients were connected, or it was stopped and has ended all connections",
                "F3",
                because(evidence, ended, "lost their connection"),
                "look for the crash: the server's log and exit status, a core or hs_err file, the kernel's log (out of memory)",
                "why it died, or who killed it");
    }

    private static Finding closed(Evidence evidence, List<ClientOutcome> ended) {
        return new Finding(
                "the server has ended all connections and listens no more, though its process lives on",
                "F4",
                because(evidence, ended, "lost their connection"),
                "look at the server's log for what stopped it: an error that ended its loop, a shutdown, a restart that is under way",
                "why it has stopped");
    }

    private static List<String> because(Evidence evidence, List<ClientOutcome> ended, String what) {
        Duration within = ended.get(ended.size() - 1).at().minus(ended.get(0).at());
        List<String> because = new ArrayList<>();
        because.add(
                Evidence.clients(ended) + " " + what + " within " + Figures.duration(within) + ", and nobody is open");
        List<ClientOutcome> refused = evidence.failed(FailureKind.REFUSED);
        because.add((refused.isEmpty() ? "" : Evidence.clients(refused) + " and ")
                + "a new client after that got \"connection refused\"");
        because.addAll(evidence.server().facts());
        return because;
    }
}
