package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Phase;
import java.util.List;
import java.util.Optional;

/** Not one client has opened, and all of them met the same: what stands at that address is no WebSocket server, or nothing is. */
final class NobodyAnswers implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> failed = evidence.failed();
        if (failed.isEmpty() || !evidence.opened().isEmpty()) {
            return Optional.empty();
        }
        FailureKind kind = kind(failed.get(0));
        boolean same = failed.stream().allMatch(outcome -> kind(outcome) == kind);
        boolean isGone = kind == FailureKind.EOF && evidence.probes().isRefusedNow();
        return same && !isGone ? finding(evidence, kind, failed).map(finding -> finding.on(failed)) : Optional.empty();
    }

    /** A connection that the server ends before it has read the request is reset where it had come, and closed where not. */
    private static FailureKind kind(ClientOutcome outcome) {
        FailureKind kind = outcome.failure().kind();
        return kind == FailureKind.RESET ? FailureKind.EOF : kind;
    }

    private static Optional<Finding> ended(Evidence evidence, List<ClientOutcome> failed) {
        String fact = Evidence.clients(failed) + " connected, and: "
                + failed.get(0).failure().detail();
        return evidence.probes()
                .wrongScheme(List.of(fact), Phase.UPGRADE)
                .or(() -> found(
                        "the server ends the connection in place of an answer to the upgrade, one of: it speaks another protocol on that port,"
                                + " it is overloaded, its handler of the upgrade fails, or something before it cuts the connection",
                        "",
                        fact,
                        "try the address with one client, and look at the server's log",
                        "which of them"));
    }

    private static Optional<Finding> finding(Evidence evidence, FailureKind kind, List<ClientOutcome> failed) {
        String who = Evidence.clients(failed);
        return switch (kind) {
            case REFUSED ->
                found(
                        "nothing listens there",
                        "F4",
                        "the machine answered and refused the connection of " + who + ", so it is up and reachable",
                        "start the server before the test, and compare host and port",
                        "whether it never started or has crashed: its log and exit status say so");
            case CONNECT_TIMEOUT ->
                found(
                        "nobody answers at that address, not even with a refusal",
                        "",
                        "TCP of " + who + " got no answer at all",
                        "compare the address, and look for a firewall that drops what it does not want",
                        "whether the machine is there");
            case UNKNOWN_HOST ->
                found(
                        "the host name has no address",
                        "",
                        failed.get(0).failure().detail(),
                        "compare the name, and ask the resolver for it on this machine",
                        "");
            case EOF -> ended(evidence, failed);
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> found(String cause, String entry, String fact, String remedy, String unknown) {
        return Optional.of(new Finding(cause, entry, List.of(fact, "no client has ever opened"), remedy, unknown));
    }
}
