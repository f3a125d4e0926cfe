package dev.wsload.plan;

import dev.wsload.fault.HostFault;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ServerFault;
import java.util.List;
import java.util.Optional;

/** Faults that exclude each other, whatever the seed draws. */
final class Contradictions {
    private Contradictions() {}

    /** @throws IllegalArgumentException with one sentence, if one fault leaves nobody for another one */
    static void refuse(List<PlannedFault> faults) {
        for (int second = 1; second < faults.size(); second++) {
            for (int first = 0; first < second; first++) {
                Optional<String> sentence = contradiction(faults.get(first), faults.get(second));
                if (sentence.isPresent()) {
                    throw new IllegalArgumentException(sentence.get());
                }
            }
        }
    }

    private static Optional<String> contradiction(PlannedFault first, PlannedFault second) {
        if (shutsOut(first, second)) {
            return Optional.of(sentence(first, second));
        }
        if (shutsOut(second, first)) {
            return Optional.of(sentence(second, first));
        }
        boolean replaces = first.fault() instanceof HostFault
                && first.fault().getClass() == second.fault().getClass();
        boolean repeats = first.equals(second) && first.victims().surelyInclude(second.victims());
        return replaces || repeats
                ? Optional.of("fault " + first + " is there twice, and once is all it can do; keep one")
                : Optional.empty();
    }

    private static boolean shutsOut(PlannedFault blocker, PlannedFault other) {
        boolean comesTooLate = !blocker.fault().effect().opens() && other.when().needsOpenConnection();
        boolean isNeverAsked = !blocker.fault().effect().asks() && other.fault() instanceof ServerFault;
        return (comesTooLate || isNeverAsked) && blocker.victims().surelyInclude(other.victims());
    }

    private static String sentence(PlannedFault blocker, PlannedFault other) {
        return "fault " + other + " can strike nobody, as fault " + blocker + " keeps its clients from opening; give "
                + blocker.fault().name() + " a share, a count or clients of its own";
    }
}
