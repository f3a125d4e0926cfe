package dev.wsload;

import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A fleet that a test takes and nothing connects. Jupiter says that in words of its own. */
final class MissingLoad {
    private static final String NOBODY_RESOLVES =
            "No ParameterResolver registered for parameter [" + WsFleet.class.getName() + " ";

    private MissingLoad() {}

    /** Throws a sentence of ours in place of Jupiter's. */
    static void refuse(String place, Throwable thrown) {
        if (thrown instanceof ParameterResolutionException
                && String.valueOf(thrown.getMessage()).startsWith(NOBODY_RESOLVES)) {
            throw Misuse.at(
                    place,
                    "there is a WsFleet parameter, but no @WsLoad that connects it; add @WsLoad, or connect a fleet in the"
                            + " test, such as by WsFleet.hosting(..)");
        }
    }
}
