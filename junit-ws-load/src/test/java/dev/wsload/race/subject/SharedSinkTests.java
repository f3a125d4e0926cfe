package dev.wsload.race.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.testkit.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SharedSinkTests {
    @Test
    void twoThreadsThatWriteToOneSinkOverlapUnlessTheyTakeTurns() {
        List<String> said = ChildJvm.withAgent().run(SharedSinkRun.class);

        assertThat(said)
                .filteredOn(line -> line.contains("LOCKED"))
                .satisfiesExactly(
                        unlocked -> assertThat(unlocked)
                                .startsWith("UNLOCKED: ")
                                .contains("AbstractFramedStreamSinkChannel.write() by ")
                                .contains("one")
                                .contains("another"),
                        locked -> assertThat(locked).isEqualTo("LOCKED: none"));
    }
}
