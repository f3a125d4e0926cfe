package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The server says in its close frame why it closes. */
final class ToldByCloseCode implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private static final int POLICY = 1008;
    private static final int OWN = 3000;

    /** What the reason beside these says is more than the code does. */
    private static final Set<Integer> SAY_LITTLE = Set.of(1000, 1001, POLICY, 1011, 1012, 1013);

    /** Fewer that close as they may are no pattern. */
    private static final int LEAST_GOODBYES = 3;

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Map<CloseCode, List<ClientOutcome>> told = evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().initiator() == Initiator.SERVER
                        && outcome.closure().violation().isEmpty()
                        && (!isGoodbye(outcome.closure().code()) || evidence.isUnfinished(outcome)))
                .collect(Collectors.groupingBy(outcome -> outcome.closure().code()));
        return told.entrySet().stream()
                .max(Comparator.comparing(code -> code.getValue().size()))
                .filter(most -> most.getValue().size() >= LEAST_GOODBYES || !isGoodbye(most.getKey()))
                .filter(most ->
                        2 * most.getValue().size() >= evidence.endedByServer().size())
                .map(most -> finding(evidence, most.getKey(), most.getValue()));
    }

    /** Says whether a server may say that whenever it is done. */
    private static boolean isGoodbye(CloseCode code) {
        return code.equals(CloseCode.NORMAL_CLOSURE) || code.equals(CloseCode.GOING_AWAY);
    }

    private static Finding finding(Evidence evidence, CloseCode code, List<ClientOutcome> told) {
        boolean reasonless =
                told.stream().allMatch(outcome -> outcome.closure().reason().isEmpty());
        List<String> because = new ArrayList<>();
        because.add("the server closed " + Figures.count(told.size(), "connection") + " " + Endings.how(told)
                + (reasonless ? ", and gave no reason" : ""));
        when(evidence, told).ifPresent(because::add);
        boolean hadSent =
                2 * told.stream().filter(one -> one.activity().sent() > 0).count() > told.size();
        return new Finding(
                        meaning(evidence, code, hadSent)
                                + (SAY_LITTLE.contains(code.value()) || code.value() >= OWN
                                        ? Endings.inItsWords(told)
                                        : ""),
                        code.equals(CloseCode.NO_STATUS_RECEIVED) ? "F15" : "",
                        because,
                        remedy(code),
                        code.value() == POLICY && hadSent ? "which of the two" : "")
                .on(told);
    }

    private static Optional<String> when(Evidence evidence, List<ClientOutcome> told) {
        if (told.stream()
                .allMatch(one ->
                        one.age().compareTo(AT_ONCE) < 0 && one.activity().received() == 0)) {
            return Optional.of("each of them as soon as it had opened"
                    + (evidence.survivors().isEmpty()
                            ? ""
                            : ", while " + Figures.count(evidence.survivors().size(), "other") + " could stay"));
        }
        if (told.size() >= FEWEST
                && evidence.isAMoment(told)
                && Spread.of(told.stream().map(ClientOutcome::at).toList())
                                .width()
                                .compareTo(AT_ONCE)
                        < 0) {
            return Optional.of(
                    "at the same moment, " + Figures.duration(told.get(0).at()) + " after the fleet began");
        }
        boolean afterMessage = told.stream()
                .allMatch(one -> one.activity().sent() > 0
                        && one.age().minus(one.activity().lastSent()).compareTo(AT_ONCE) < 0);
        return afterMessage ? Optional.of("each of them right after a message of the client's") : Optional.empty();
    }

    private static String meaning(Evidence evidence, CloseCode code, boolean hadSent) {
        boolean pings = !evidence.fleet().plan().timeouts().keepAlive().isZero();
        return switch (code.value()) {
            case 1000 -> "the server closes as if all were done, while clients have more to do";
            case 1001 ->
                "the server says goodbye while clients have more to do, one of: it is shut down, deployed anew or drained, or"
                        + " its own code ends these";
            case 1002 -> "the server says that the clients broke the protocol";
            case 1003 ->
                "the server does not take this kind of data (text or binary"
                        + (pings ? "; or pings, which the clients send: keepAlive)" : ")");
            case 1005 -> "the server closes without a code, so it does not say why";
            case 1007 -> "the server says that a message was not valid UTF-8, or not what its type promises";
            case POLICY ->
                hadSent
                        ? "the server ends connections by its policy, one of: too many messages in a time (a rate limit), or a message that the"
                                + " client may not send"
                        : "the server turns clients away by its policy, though they had sent nothing";
            case 1009 -> "a message was too big for the server";
            case 1010 ->
                "the server closes with 1010, which only clients may send, who miss an extension (RFC 6455 section 7.4.1)";
            case 1011 ->
                hadSent
                        ? "the server failed while it handled a message"
                        : "the server failed, though these clients had sent nothing";
            case 1012 -> "the server restarts";
            case 1013 -> "the server takes no more for now, and says so";
            case 1014 -> "a gateway got no right answer from the server behind it";
            default -> "the server closes with a code of its own, " + code;
        };
    }

    private static String remedy(CloseCode code) {
        return switch (code.value()) {
            case 1000, 1001 ->
                "look at the server's log for why it closes; if it may, expect the code and end the workload before";
            case 1005 ->
                "send a code with every close frame: 1000 when all is well, 1001 at a shutdown, 1011 after an error";
            case POLICY ->
                "send more slowly (rate), and see whether that changes it; look at the server's log for what it refused";
            case 1009 -> "send shorter messages, or raise the server's limit";
            case 1010 ->
                "let the server answer the upgrade with a status (400), or go on without the extension; clients alone may insist on one";
            case 1011 -> "look at the server's log for the exception";
            case 1012, 1013 -> "connect again later, and more slowly (rampUp)";
            default -> "look up what the server means by it, and at its log";
        };
    }
}
