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
import java.util.stream.Collectors;

/** The server says in its close frame why it closes. */
final class ToldByCloseCode implements Cause {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @Override
    public Optional<Finding> in(Evidence evidence) {
        Map<CloseCode, List<ClientOutcome>> told = evidence.endedByServer().stream()
                .filter(outcome -> outcome.closure().initiator() == Initiator.SERVER
                        && outcome.closure().violation().isEmpty()
                        && !outcome.closure().code().equals(CloseCode.NORMAL_CLOSURE)
                        && !outcome.closure().code().equals(CloseCode.GOING_AWAY))
                .collect(Collectors.groupingBy(outcome -> outcome.closure().code()));
        return told.entrySet().stream()
                .max(Comparator.comparing(code -> code.getValue().size()))
                .filter(most ->
                        2 * most.getValue().size() >= evidence.endedByServer().size())
                .map(most -> finding(evidence, most.getKey(), most.getValue()));
    }

    private static Finding finding(Evidence evidence, CloseCode code, List<ClientOutcome> told) {
        String reason = told.stream()
                .map(outcome -> outcome.closure().reason())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> ", and the reason \"" + text + "\"")
                .orElse(", and gave no reason");
        return new Finding(
                        meaning(code),
                        code.equals(CloseCode.NO_STATUS_RECEIVED) ? "F15" : "",
                        because(evidence, told, code + reason),
                        remedy(code),
                        "")
                .on(told);
    }

    private static List<String> because(Evidence evidence, List<ClientOutcome> told, String how) {
        List<String> because = new ArrayList<>();
        because.add("the server closed " + Figures.count(told.size(), "connection") + " with " + how);
        boolean atOnce = told.stream()
                .allMatch(one ->
                        one.age().compareTo(AT_ONCE) < 0 && one.activity().received() == 0);
        if (atOnce && !evidence.survivors().isEmpty()) {
            because.add("each of them as soon as it had opened, while "
                    + Figures.count(evidence.survivors().size())
                    + " others could stay: so it is with a limit of connections");
        }
        return because;
    }

    private static String meaning(CloseCode code) {
        return switch (code.value()) {
            case 1002 -> "the server says that the clients broke the protocol";
            case 1003 -> "the server does not take this kind of data (text or binary)";
            case 1005 -> "the server closes without a code, so it does not say why";
            case 1007 -> "the server says that a message was not valid UTF-8, or not what its type promises";
            case 1008 -> "a message was against the server's policy";
            case 1009 -> "a message was too big for the server";
            case 1010 -> "the server misses an extension";
            case 1011 -> "the server failed while it handled a message";
            case 1012 -> "the server restarts";
            case 1013 -> "the server is overloaded, and says so";
            case 1014 -> "a gateway got no right answer from the server behind it";
            default -> "the server closes with a code of its own, " + code;
        };
    }

    private static String remedy(CloseCode code) {
        return switch (code.value()) {
            case 1005 ->
                "send a code with every close frame: 1000 when all is well, 1001 at a shutdown, 1011 after an error";
            case 1009 -> "send shorter messages, or raise the server's limit";
            case 1011 -> "look at the server's log for the exception";
            case 1012, 1013 -> "connect again later, and more slowly (rampUp)";
            default -> "look up what the server means by it, and at its log";
        };
    }
}
