package dev.wsload.assertions;

import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;

import dev.wsload.diagnosis.Complaint;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.FleetView;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.TcpEnd;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges how connections ended. Ends the fleet first, since an open connection has no close code, and fails for every
 * connection that is open still, and where none has closed.
 *
 * @param offence what offenders did, in words
 * @param offends who offends, out of all outcomes
 */
record CloseCheck(String offence, Predicate<ClientOutcome> offends) implements FleetCheck {
    static CloseCheck exactly(CloseCode code) {
        return new CloseCheck(
                "did not close with " + code,
                outcome ->
                        outcome.closure() == null || !outcome.closure().code().equals(code));
    }

    static CloseCheck only(Set<CloseCode> codes) {
        return ofClosed("closed with another code than " + list(codes), closure -> !codes.contains(closure.code()));
    }

    static CloseCheck noneOf(Set<CloseCode> codes) {
        return ofClosed("closed with " + list(codes), closure -> codes.contains(closure.code()));
    }

    static CloseCheck expected() {
        return ofClosed("closed unexpectedly", CloseCheck::isUnexpected);
    }

    static CloseCheck cleanly() {
        return ofClosed("did not close cleanly", closure -> !closure.clean());
    }

    private static CloseCheck ofClosed(String offence, Predicate<Closure> offends) {
        return new CloseCheck(offence, outcome -> outcome.closure() != null && offends.test(outcome.closure()));
    }

    private static String list(Set<CloseCode> codes) {
        return codes.stream().sorted().map(CloseCode::toString).collect(Collectors.joining(" or "));
    }

    /** Says whether nobody asked for this end: a connection that never opened, or one that was closed unexpectedly. */
    static boolean isAbnormal(ClientOutcome outcome) {
        return outcome.status() == Status.FAILED || outcome.closure() != null && isUnexpected(outcome.closure());
    }

    private static boolean isUnexpected(Closure closure) {
        if (closure.violation().isPresent()) {
            return true;
        }
        boolean aborted = closure.tcpEnd() == TcpEnd.ABORTED;
        return switch (closure.initiator()) {
            case SERVER ->
                !closure.code().equals(NORMAL_CLOSURE) && !closure.code().equals(GOING_AWAY);
            case CLIENT -> closure.code().equals(ABNORMAL_CLOSURE) && !aborted;
            case NOBODY -> !aborted;
        };
    }

    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        fleet.ending().end();
        Subject subject = Subject.of(fleet);
        List<ClientOutcome> open = subject.those(CloseCheck::isUnderWay);
        if (!open.isEmpty()) {
            return failure(fleet, subject, open, "did not close: still open after the fleet's close handshake");
        }
        if (subject.those(outcome -> outcome.closure() != null).isEmpty()) {
            String headline = "none of " + subject.all() + " has closed, so there is no closure to judge";
            return Optional.of(subject.failure(headline, subject.outcomes()).again(fleet.plan()));
        }
        List<ClientOutcome> offenders = subject.those(offends);
        return offenders.isEmpty() ? Optional.empty() : failure(fleet, subject, offenders, offence);
    }

    private static boolean isUnderWay(ClientOutcome outcome) {
        return outcome.status() == Status.OPEN || outcome.status() == Status.CONNECTING;
    }

    private static Optional<FailureText> failure(
            FleetView fleet, Subject subject, List<ClientOutcome> offenders, String offence) {
        return Optional.of(subject.failure(subject.share(offenders) + " " + offence, offenders)
                .about(Complaint.CLOSING)
                .frames(fleet)
                .rows("errors", FailureCheck.errors(fleet), "error")
                .again(fleet.plan()));
    }
}
