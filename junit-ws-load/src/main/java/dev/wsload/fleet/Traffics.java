package dev.wsload.fleet;

import dev.wsload.fleet.Run.Traffic;
import dev.wsload.plan.Churn;
import dev.wsload.plan.Echo;
import dev.wsload.plan.FanOut;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Reads from a workload what its messages are like. */
final class Traffics {
    /** At a rate messages leave when they are due, whether replies come or not. */
    private static final int NO_WINDOW = Integer.MAX_VALUE;

    private static final Duration LONGEST_UNLOADED = Duration.ofSeconds(2);

    private Traffics() {}

    static Traffic of(Echo echo) {
        return traffic(
                echo.size(),
                echo.isBinary(),
                echo.rate() > 0 ? NO_WINDOW : echo.window(),
                echo.rate(),
                echo.messages(),
                echo.during(),
                echo.recogniser());
    }

    /**
     * As often as it is asked to measure, one in flight: it shall not queue behind itself. Not faster than a rate if the load
     * has one, so that both meet the machine as it is; and for a while only, since a slow server would hold up the load.
     */
    static Traffic unloaded(Echo echo) {
        double rate = echo.rate() > 0 ? Echo.UNLOADED_RATE : 0;
        return new Traffic(
                echo.size(),
                echo.isBinary(),
                1,
                rate,
                echo.unloadedRoundTrips(),
                false,
                LONGEST_UNLOADED.toNanos(),
                echo.recogniser());
    }

    static Traffic of(FanOut fanOut) {
        return traffic(
                fanOut.size(),
                fanOut.isBinary(),
                fanOut.rate() > 0 ? NO_WINDOW : fanOut.window(),
                fanOut.rate(),
                fanOut.messages(),
                fanOut.during(),
                fanOut.recogniser());
    }

    static Traffic of(Churn churn) {
        return traffic(churn.size(), churn.isBinary(), NO_WINDOW, churn.rate(), 0, churn.during(), churn.recogniser());
    }

    private static Traffic traffic(
            int size,
            boolean binary,
            int window,
            double rate,
            int messages,
            Duration during,
            UnaryOperator<String> recogniser) {
        if (during.isZero()) {
            return new Traffic(size, binary, window, rate, messages, false, 0, recogniser);
        } else if (rate > 0) {
            long inAll = Math.max(1, Math.round(rate * during.toNanos() / 1e9));
            return new Traffic(size, binary, window, rate, inAll, true, 0, recogniser);
        } else {
            return new Traffic(size, binary, window, 0, Integer.MAX_VALUE, false, during.toNanos(), recogniser);
        }
    }
}
