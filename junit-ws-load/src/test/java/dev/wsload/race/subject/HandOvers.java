package dev.wsload.race.subject;

import java.util.Arrays;
import java.util.List;

/** The hand-overs that this JDK has, by their names. */
public final class HandOvers {
    private HandOvers() {}

    /** Returns their names. */
    public static List<String> names() {
        return Arrays.stream(HandOver.values())
                .filter(HandOver::isPossible)
                .map(HandOver::name)
                .toList();
    }

    /** Plays rounds of one of them. */
    public static void play(String name, int rounds) throws Exception {
        HandOver handOver = HandOver.valueOf(name);
        for (int round = 0; round < rounds; round++) {
            handOver.round();
        }
    }
}
