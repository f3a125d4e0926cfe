package dev.wsload.race.subject;

import java.util.Arrays;
import java.util.List;

/** The hand-overs that this JDK has, and the races in plain sight, by their names. */
public final class HandOvers {
    private HandOvers() {}

    /** Returns their names. */
    public static List<String> names() {
        return Arrays.stream(HandOver.values())
                .filter(HandOver::isPossible)
                .map(HandOver::name)
                .toList();
    }

    /** Returns the names of what must alarm. */
    public static List<String> races() {
        return Arrays.stream(PlainRace.values()).map(PlainRace::name).toList();
    }

    /** Plays rounds of one of either. */
    public static void play(String name, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            if (races().contains(name)) {
                PlainRace.valueOf(name).round();
            } else {
                HandOver.valueOf(name).round();
            }
        }
    }
}
