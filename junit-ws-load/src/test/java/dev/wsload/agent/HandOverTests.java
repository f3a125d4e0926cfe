package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.race.subject.HandOvers;
import dev.wsload.testkit.ChildJvm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No way in which threads hand over their work is taken for a race; without the edges between them all are that need one, or being quiet
 * would mean nothing. {@code -Dwsload.test.rounds=100} plays more rounds of each.
 */
@Timeout(1_200)
class HandOverTests {
    private static final int ROUNDS = Integer.getInteger("wsload.test.rounds", 3);

    /** Each thread has its own, or the JVM keeps the others away: no edge is needed. */
    private static final Set<String> QUIET_WITHOUT_EDGES = Set.of(
            "THREAD_LOCAL",
            "FINAL_FIELDS",
            "STATIC_AND_SAFE",
            "COPIES_INTO_PARTS",
            "FILLS_PARTS",
            "CLASS_INITIALIZATION",
            "INITIALIZED_ELSEWHERE",
            "INHERITED_CONSTANT",
            "ENUM_BY_NAME",
            "SAME_CLASS_OF_TWO_LOADERS");

    /** Nothing of the code is used by two threads there. */
    private static final Set<String> SEEN_IN_ONE_THREAD =
            Set.of("THREAD_LOCAL", "COPIES_INTO_PARTS", "FILLS_PARTS", "SAME_CLASS_OF_TWO_LOADERS");

    @Test
    void noneIsTakenForARace() {
        List<String> said = ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, true);

        assertThat(said)
                .hasSameSizeAs(HandOvers.names())
                .allMatch(line -> line.endsWith(
                        SEEN_IN_ONE_THREAD.contains(name(line)) ? " clean, seen in one thread" : " clean"));
    }

    /** For a moment its state says that it has ended, and isAlive does not: some rounds of thousands come in between. */
    @Test
    void aThreadThatIsAboutToEndIsNotTakenForARace() {
        assertThat(ChildJvm.withAgent().run(HandOverRun.class, 5_000, true, "IS_ALIVE"))
                .containsExactly("IS_ALIVE clean");
    }

    @Test
    void racesInPlainSightAreFound() {
        List<String> said =
                ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, true, String.join(",", HandOvers.races()));

        assertThat(said)
                .hasSameSizeAs(HandOvers.races())
                .allMatch(line -> line.contains(" RACE ") || line.contains(" CAUGHT "));
    }

    @Test
    void whatOnlyChancePutsInAnOrderIsSuspected() {
        List<String> said =
                ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, true, String.join(",", HandOvers.suspicions()));

        assertThat(said).hasSameSizeAs(HandOvers.suspicions()).allMatch(line -> line.contains(" suspect SUSPECT "));
    }

    @Test
    void aLockIsNotNamedOnceItIsLetGo() {
        List<String> said = ChildJvm.withAgent()
                .run(
                        HandOverRun.class,
                        ROUNDS,
                        true,
                        "AFTER_A_LOCK_OF_ITS_OWN_CLASS,AFTER_AN_UNLOCK_BY_REFERENCE,AFTER_A_WRITE_LOCK_UNLOCKED_BY_REFERENCE");

        assertThat(said).hasSize(3).allMatch(line -> line.endsWith(", holding [] / []"));
    }

    @Test
    void whatIsAViewOfWhatIsKnownFromOneWatchToTheNext() {
        assertThat(ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, true, "WALK_OF_EVERYBODY,WALK_OF_EVERYBODY"))
                .hasSize(2)
                .allMatch(line -> line.contains(" RACE ") || line.contains(" CAUGHT "));
    }

    @Test
    void aCollectionOfTheCodeThatWasThereBeforeTheFirstWatchIsWatched() {
        assertThat(ChildJvm.withAgent().run(EarlierObjectRun.class)).containsExactly("1 found");
    }

    @Test
    void withoutTheEdgesTheSameRoundsAlarm() {
        List<String> said = ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, false);

        assertThat(said)
                .hasSameSizeAs(HandOvers.names())
                .allMatch(line -> line.contains(" RACE ") != QUIET_WITHOUT_EDGES.contains(name(line)));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(' '));
    }
}
