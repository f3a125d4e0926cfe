package dev.wsload.race;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks for an order of calls that explains what they returned: one in which each stands between its begin and its end (Herlihy and
 * Wing 1990), by trying all of them with what has failed remembered (Wing and Gong 1993, Lowe 2017).
 */
final class Linearizability {
    private final List<Call> calls;
    private final int clients;
    private final Set<Tried> failed = new HashSet<>();

    /** Which calls are done, and where that has led. */
    private record Tried(long done, State state) {}

    /** @param clients a bit for each client that is looked at */
    private Linearizability(List<Call> calls, int clients) {
        this.calls = calls;
        this.clients = clients;
    }

    /** Says whether there is one. Bulk calls that need not be whole are judged client by client: each is an object of its own then. */
    static boolean isExplained(List<Call> calls, Consistency consistency) {
        return consistency == Consistency.STRICT
                ? new Linearizability(calls, State.ALL).explains(0, State.EMPTY)
                : IntStream.range(0, Script.MOST_CLIENTS)
                        .allMatch(client -> new Linearizability(calls, 1 << client).explains(0, State.EMPTY));
    }

    private boolean explains(long done, State state) {
        if (done == (1L << calls.size()) - 1) {
            return true;
        }
        Tried now = new Tried(done, state);
        if (failed.contains(now)) {
            return false;
        }
        long firstEnd = firstEnd(done);
        for (int i = 0; i < calls.size(); i++) {
            Call next = calls.get(i);
            boolean isOpen = (done >>> i & 1) == 0;
            if (isOpen
                    && next.begun() <= firstEnd
                    && state.allows(next, clients)
                    && explains(done | 1L << i, state.after(next.step()))) {
                return true;
            }
        }
        failed.add(now);
        return false;
    }

    /** Nothing that began after one has ended can stand before it. */
    private long firstEnd(long done) {
        return IntStream.range(0, calls.size())
                .filter(i -> (done >>> i & 1) == 0)
                .mapToLong(i -> calls.get(i).ended())
                .min()
                .orElseThrow();
    }
}
