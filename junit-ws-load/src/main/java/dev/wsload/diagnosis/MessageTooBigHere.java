package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;

/** The client's own limit, which looks like a failure of the server's. */
final class MessageTooBigHere implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> over = evidence.violated(BrokenRule.LENGTH_HERE);
        if (over.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        "the server sends longer messages than this fleet takes; the clients close with 1009",
                        "",
                        List.of(Evidence.clients(over) + " got " + BrokenRule.text(over.get(0))),
                        "raise the fleet's maxMessageSize, or let the server send shorter messages",
                        "")
                .on(over));
    }
}
