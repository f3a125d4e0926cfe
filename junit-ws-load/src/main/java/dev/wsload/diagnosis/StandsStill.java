package dev.wsload.diagnosis;

import java.util.List;

/** Nothing moves in the server any more, pings included: what that may be, by what its process does. */
final class StandsStill {
    private StandsStill() {}

    static Finding finding(String what, Server server, List<String> because) {
        if (server.isStopped()) {
            return new Finding(
                    what + ": its process is stopped",
                    "F6",
                    because,
                    "let it go on (kill -CONT, or the debugger that holds it)",
                    "who stopped it");
        }
        if (server.isDeadlocked()) {
            return new Finding(
                    what + ": its threads wait for each other (a deadlock)",
                    "F6",
                    because,
                    "take the locks in the same order everywhere, or one lock in place of two; send nothing while you hold one",
                    "");
        }
        String waits = "its threads wait for each other (a deadlock), or for something that does not answer";
        Alternatives alternatives = new Alternatives()
                .orIf(!server.isBusy(), waits)
                .orIf(server.mayCompute(), "it is in an endless loop")
                .orIf(server.mayCompute(), "its garbage collector is busy (memory is used up)")
                .orIf(server.mayCompute(), "it is overloaded")
                .orIf(server.isBusy(), waits + " while others work");
        return new Finding(
                alternatives.of(what),
                "F6",
                because,
                "take a thread dump of the server while it hangs, and look at its use of CPU: none is a deadlock, one core is a loop, all"
                        + " are overload",
                alternatives.unknown().isEmpty() ? "what they wait for" : alternatives.unknown());
    }
}
