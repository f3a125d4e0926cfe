package dev.wsload.diagnosis;

import dev.wsload.result.Pings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A script awaited a pong in vain: pings are not answered, or with other pongs than theirs. */
final class WrongPong implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        boolean isMissed = evidence.fleet().errors().stream()
                .anyMatch(error -> String.valueOf(error.cause().getMessage()).contains("received no pong"));
        if (!isMissed || evidence.open().isEmpty()) {
            return Optional.empty();
        }
        Pings pings = evidence.probes().ping(evidence.open());
        if (pings.answered() > 0) {
            return Optional.empty();
        }
        return Optional.of(
                pings.otherwise() > 0
                        ? new Finding(
                                "the server answers pings with pongs that do not carry the ping's payload",
                                "F16",
                                List.of(pings.inWords()),
                                "send the payload of the ping back in its pong (RFC 6455 section 5.5.3); most libraries do it by themselves",
                                "")
                        : new Finding(
                                "the server does not answer pings, one of: it does not know them, or it stands still",
                                "F16",
                                Stream.concat(Stream.of(pings.inWords()), evidence.server().facts().stream())
                                        .toList(),
                                "answer each ping with a pong (RFC 6455 section 5.5.2); a handler of pings that replaces the library's must"
                                        + " do it itself",
                                "which of the two"));
    }
}
