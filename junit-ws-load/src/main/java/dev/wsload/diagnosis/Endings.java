package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.util.List;
import java.util.Optional;

/** How connections ended, in words. */
final class Endings {
    private Endings() {}

    /** Returns in words how these ended: {@code with 1008 (policy violation) and the reason "slow down"}. */
    static String how(List<ClientOutcome> ended) {
        Closure first = ended.get(0).closure();
        String reason = reason(ended).map(text -> " and the reason " + text).orElse("");
        return first.initiator() == Initiator.NOBODY ? "without a close frame" : "with " + first.code() + reason;
    }

    /** Returns {@code ; it says "login timeout"}; nothing where the server gave none. */
    static String inItsWords(List<ClientOutcome> ended) {
        return reason(ended).map(text -> "; it says " + text).orElse("");
    }

    private static Optional<String> reason(List<ClientOutcome> ended) {
        return ended.stream()
                .map(one -> one.closure().reason())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> "\"" + text + "\"");
    }
}
