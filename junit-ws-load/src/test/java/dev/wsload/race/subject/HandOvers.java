package dev.wsload.race.subject;

import java.util.List;
import java.util.stream.Stream;

/**
 * The ways in which one thread hands its work over to another, each of them right: a round writes in one thread, and reads in another. And
 * the races in plain sight, and what is right by chance. By their names.
 */
public final class HandOvers {
    private HandOvers() {}

    /** Returns the names of what this JDK has. */
    public static List<String> names() {
        return handOvers().filter(Round::isPossible).map(Round::name).toList();
    }

    private static Stream<Round> handOvers() {
        return joined(
                ThreadHandOver.values(),
                ExecutorHandOver.values(),
                QueueHandOver.values(),
                SynchronizerHandOver.values(),
                AtomicHandOver.values(),
                CollectionHandOver.values(),
                FieldHandOver.values(),
                ArrayHandOver.values(),
                ClassHandOver.values(),
                MonitorHandOver.values(),
                LockHandOver.values(),
                ChannelHandOver.values());
    }

    /** Returns the names of what must alarm. */
    public static List<String> races() {
        return allRaces().map(Round::name).toList();
    }

    private static Stream<Round> allRaces() {
        return joined(
                FieldRace.values(),
                AtomicRace.values(),
                ArrayRace.values(),
                CollectionRace.values(),
                LockRace.values(),
                ClassRace.values());
    }

    /** Returns the names of what is in an order by chance. */
    public static List<String> suspicions() {
        return Stream.of(Suspicion.values()).map(Round::name).toList();
    }

    private static Stream<Round> joined(Round[]... kinds) {
        return Stream.of(kinds).flatMap(Stream::of);
    }

    /** Plays rounds of one of either. */
    public static void play(String name, int rounds) throws Exception {
        Round meant = Stream.of(handOvers(), allRaces(), Stream.of(Suspicion.values()))
                .flatMap(all -> all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (int round = 0; round < rounds; round++) {
            meant.round();
        }
    }
}
