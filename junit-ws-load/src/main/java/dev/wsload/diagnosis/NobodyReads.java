package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server does not take what clients send: the buffers of both kernels are full, and stay so. */
final class NobodyReads implements Cause {
    private static final Duration LEAST = Duration.ofMillis(500);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Duration now = evidence.fleet().elapsed();
        List<ClientOutcome> blocked = evidence.open().stream()
                .filter(outcome -> outcome.activity()
                        .blocked()
                        .filter(since -> now.minus(outcome.at()).minus(since).compareTo(LEAST) > 0)
                        .isPresent())
                .toList();
        return blocked.size() < FEWEST
                ? Optional.empty()
                : Optional.of(finding(evidence, blocked).on(blocked));
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> blocked) {
        Duration since = blocked.stream()
                .map(outcome -> outcome.at().plus(outcome.activity().blocked().orElseThrow()))
                .min(Duration::compareTo)
                .orElseThrow();
        Pings pings = evidence.probes().ping(blocked);
        return new Finding(
                "the server does not read what clients send, one of: a handler holds up the thread that reads, it waits for a client"
                        + " that does not read its replies (both wait for each other), or it is stuck",
                "F6",
                because(
                        evidence,
                        Evidence.clients(blocked) + " of "
                                + Figures.count(evidence.open().size())
                                + " open ones have sent what the server's kernel does not take any more, since "
                                + Figures.duration(since) + " after the start",
                        pings.inWords()),
                "take a thread dump of the server: what do its reading threads wait for?",
                "which of them");
    }

    private static List<String> because(Evidence evidence, String... facts) {
        return Stream.of(Arrays.stream(facts), evidence.server().facts().stream(), evidence.threads().stream())
                .flatMap(some -> some)
                .toList();
    }
}
