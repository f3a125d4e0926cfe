package dev.wsload.race.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.race.subject.Rooms.Container;
import dev.wsload.testkit.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Races are found in rooms on each container, and none in those that are right. {@code -Dwsload.test.rounds=20} runs each of them so often,
 * for the table in docs/races.md.
 */
@Timeout(3_600)
class RaceCellsTests {
    private static final int RUNS = Integer.getInteger("wsload.test.rounds", 1);

    @ParameterizedTest
    @EnumSource
    void racesAreFoundAndNothingElse(Container container) {
        List<String> said = ChildJvm.withAgent().run(RaceCells.class, container, "ALL", RUNS);

        assertThat(said)
                .filteredOn(line -> line.startsWith("CELL"))
                .hasSize(Room.Kind.values().length)
                .allMatch(line ->
                        line.contains("is racy: found " + RUNS + " of") || line.contains("is right: found 0 of"));
    }

    /** Without what orders threads those of the right rooms alarm that need it, or being quiet would mean nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Room.Kind.class,
            names = {"C", "E", "D2OK"})
    void withoutEdgesRightRoomsAlarm(Room.Kind kind) {
        for (Container container : Container.values()) {
            assertThat(ChildJvm.withAgent().run(RaceCells.class, container, kind, RUNS, false))
                    .anyMatch(line -> line.contains("is right: found " + RUNS + " of"));
        }
    }
}
