package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Optional;

/** A close frame of the server's says a code that is only for programs to tell each other, never for the wire. */
final class ForbiddenCloseCode implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> forbidden = evidence.violated(BrokenRule.CLOSE_CODE);
        if (forbidden.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        "the server sends a close code that may not stand on the wire",
                        "F15",
                        List.of(Evidence.clients(forbidden) + " got " + BrokenRule.text(forbidden.get(0))),
                        "send 1000, 1001, 1008, 1011 or a code of your own from 4000 on; 1005, 1006 and 1015 say what a program has noticed,"
                                + " and are never sent",
                        "")
                .on(forbidden));
    }
}
