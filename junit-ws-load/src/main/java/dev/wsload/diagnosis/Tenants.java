package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What those say that are in, of a server that lets nobody else in: whether they are served, and whether a place that one of
 * them leaves is taken.
 *
 * @param count how many are in
 * @param pings those that were asked to ping
 * @param another why a new client cannot come in; empty if it can
 * @param placeIsTaken whether a new client came in once some had left; empty where none could
 */
record Tenants(int count, Pings pings, Optional<String> another, Optional<Boolean> placeIsTaken) {
    /** Usual limits of open files; what a server has open besides its connections is less than the margin. */
    private static final int[] FILES = {256, 1_024, 2_048, 4_096, 8_192, 65_536};

    private static final int MARGIN = 40;

    /** What follows from it. */
    enum Say {
        NOBODY_IS_SERVED,
        A_FREE_PLACE_IS_TAKEN,
        A_FREE_PLACE_IS_NOT_TAKEN,
        UNKNOWN
    }

    /** Asks them, and lets some leave where nobody will miss them. */
    static Tenants of(Evidence evidence) {
        List<ClientOutcome> open = evidence.open();
        Pings pings = evidence.probes().ping(open);
        Optional<String> another = evidence.probes().newClient();
        Optional<Boolean> placeIsTaken = pings.answered() == 0 || another.isEmpty()
                ? Optional.empty()
                : evidence.probes().isServedInAPlaceThatIsFree();
        return new Tenants(open.size(), pings, another, placeIsTaken);
    }

    Say say() {
        if (pings.sent() > 0 && pings.answered() == 0) {
            return Say.NOBODY_IS_SERVED;
        }
        return placeIsTaken
                .map(taken -> taken ? Say.A_FREE_PLACE_IS_TAKEN : Say.A_FREE_PLACE_IS_NOT_TAKEN)
                .orElse(Say.UNKNOWN);
    }

    /** Returns the evidence, behind this fact. */
    List<String> because(String first) {
        List<String> because = new ArrayList<>();
        because.add(first);
        if (pings.sent() > 0) {
            because.add(pings.inWords());
        }
        because.add(another.map(why -> "a new client cannot connect either: " + why)
                .orElse(
                        count == 0
                                ? "a new client can connect now that all have gone"
                                : "a new client can connect again"));
        placeIsTaken.ifPresent(taken -> because.add("once some of the open clients had left, a new one could "
                + (taken ? "connect" : "not connect either")));
        IntStream.of(FILES)
                .filter(files -> count < files && count >= files - MARGIN)
                .forEach(files -> because.add(Figures.count(count) + " is just below " + Figures.count(files)
                        + ", which is a usual limit of open files"));
        return because;
    }
}
