package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClosureKind;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The test complains about how connections closed, and the server's part in the close handshake is missing or another one. */
final class ClosesBadly implements Cause {
    private enum Answer {
        NONE,
        END_OF_TCP,
        ANOTHER_CODE,
        RIGHT
    }

    @Override
    public Optional<Finding> in(Evidence evidence) {
        if (!evidence.isAbout(Complaint.CLOSING)) {
            return Optional.empty();
        }
        List<ClientOutcome> asked = evidence.opened().stream()
                .filter(one -> one.closure() != null
                        && one.closure().initiator() == Initiator.CLIENT
                        && one.closure().violation().isEmpty())
                .toList();
        return asked.stream().collect(Collectors.groupingBy(one -> answer(one.closure()))).entrySet().stream()
                .filter(one -> one.getKey() != Answer.RIGHT && one.getValue().size() >= FEWEST)
                .max((one, other) ->
                        Integer.compare(one.getValue().size(), other.getValue().size()))
                .map(one -> finding(one.getKey(), one.getValue(), asked.size()).on(one.getValue()));
    }

    private static Answer answer(Closure closure) {
        if (closure.code().equals(CloseCode.ABNORMAL_CLOSURE)) {
            return switch (closure.tcpEnd()) {
                case FIN, RESET -> Answer.END_OF_TCP;
                case TIMEOUT -> Answer.NONE;
                default -> Answer.RIGHT;
            };
        }
        if (closure.tcpEnd() == TcpEnd.TIMEOUT) {
            return Answer.RIGHT;
        }
        return closure.isAnsweredWithAnotherCode() ? Answer.ANOTHER_CODE : Answer.RIGHT;
    }

    private static Finding finding(Answer answer, List<ClientOutcome> some, int asked) {
        List<String> because = List.of(Figures.count(some.size()) + " of " + Figures.count(asked, "connection")
                + " that the clients closed: " + ClosureKind.of(some.get(0).closure()));
        return switch (answer) {
            case NONE ->
                new Finding(
                        "the server does not answer close frames",
                        "F15",
                        because,
                        "answer each close frame with one, and then end TCP (RFC 6455 section 5.5.1)",
                        "whether it reads them");
            case END_OF_TCP ->
                new Finding(
                        "the server ends TCP in place of an answer to the close frame",
                        "F15",
                        because,
                        "answer each close frame with one before TCP ends (RFC 6455 section 5.5.1)",
                        "whether it is the server or a proxy before it");
            default ->
                new Finding(
                        "the server answers the clients' close frame with another code than theirs",
                        "F15",
                        because,
                        "send the code back that came (RFC 6455 section 5.5.1: typically echoed), or expect its code in the test",
                        "");
        };
    }
}
