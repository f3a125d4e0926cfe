package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server opens connections and drops every one of them at once, without a word. */
final class EndedAtOnce implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> ended = evidence.cut().stream()
                .filter(outcome -> outcome.age().compareTo(AT_ONCE) < 0
                        && outcome.activity().received() == 0)
                .toList();
        boolean isEverybody = 10 * ended.size() >= 9 * evidence.opened().size();
        return ended.size() >= FEWEST && isEverybody
                ? Optional.of(finding(ended).on(ended))
                : Optional.empty();
    }

    private static Finding finding(List<ClientOutcome> ended) {
        Spread ages = Spread.of(ended.stream().map(ClientOutcome::age).toList());
        return new Finding(
                "the server drops every connection as soon as it has opened, one of: what it does with a new connection fails, or it"
                        + " misses something that the clients do not send (a subprotocol, a token, a cookie)",
                "",
                List.of(Figures.count(ended.size(), "connection") + " ended " + ages
                        + " after they had opened, without a close frame and without a message"),
                "look at the server's log for an exception in its open handler, and compare the request with that of a client that"
                        + " works",
                "which of the two");
    }
}
