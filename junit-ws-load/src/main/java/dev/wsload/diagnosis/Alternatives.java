package dev.wsload.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Causes that look the same from outside, in words. */
final class Alternatives {
    private final List<String> all = new ArrayList<>();

    Alternatives or(String one) {
        all.add(one);
        return this;
    }

    /** Adds it unless the evidence excludes it. */
    Alternatives orIf(boolean possible, String one) {
        return possible ? or(one) : this;
    }

    /** Returns {@code what, one of: it is stuck, it is slow, or it is gone}; of a single one, {@code what: it is stuck}. */
    String of(String what) {
        int last = all.size() - 1;
        return last == 0
                ? what + ": " + all.get(0)
                : what + ", one of: " + String.join(", ", all.subList(0, last)) + ", or " + all.get(last);
    }

    /** Returns what is to be said of that which is not known; nothing where one is left. */
    String unknown() {
        return switch (all.size()) {
            case 1 -> "";
            case 2 -> "which of the two";
            default -> "which of them";
        };
    }
}
