package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.race.subject.HandOvers;
import dev.wsload.testkit.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No way in which threads hand over their work is taken for a race; without the edges of the JDK most are, or being quiet would mean
 * nothing. {@code -Dwsload.test.rounds=100} plays more rounds of each.
 */
@Timeout(1_200)
class HandOverTests {
    private static final int ROUNDS = Integer.getInteger("wsload.test.rounds", 3);

    @Test
    void noneIsTakenForARace() {
        List<String> said = ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, true);

        assertThat(said).hasSameSizeAs(HandOvers.names()).allMatch(line -> line.endsWith(" clean"));
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
    void aCollectionOfTheCodeThatWasThereBeforeTheFirstWatchIsWatched() {
        assertThat(ChildJvm.withAgent().run(EarlierObjectRun.class)).containsExactly("1 found");
    }

    @Test
    void withoutTheEdgesOfTheJdkTheSameRoundsAlarm() {
        List<String> said = ChildJvm.withAgent().run(HandOverRun.class, ROUNDS, false);

        assertThat(said).filteredOn(line -> line.contains(" RACE ")).hasSizeGreaterThan(35);
    }
}
