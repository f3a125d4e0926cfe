package dev.wsload.assertions;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import java.util.List;
import java.util.Optional;

/** Judges whether every client has connected, whether or not it is open still. */
final class ConnectCheck implements FleetCheck {
    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        Subject subject = Subject.of(fleet);
        if (subject.outcomes().isEmpty()) {
            return Optional.of(new FailureText("the fleet has no clients, so there is nothing to judge"));
        }
        List<ClientOutcome> missing = subject.those(ConnectCheck::isMissing);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailureText(subject.share(missing) + " did not connect")
                        .rows("seen", Subject.kinds(missing), "kind")
                        .rows("when", Timing.of(missing).stream().toList(), "fact")
                        .rows(
                                "first",
                                missing.stream().map(ClientOutcome::evidence).toList(),
                                subject.noun())
                        .again(fleet.plan()));
    }

    static boolean isMissing(ClientOutcome outcome) {
        return outcome.status() == Status.FAILED || outcome.status() == Status.CONNECTING;
    }
}
