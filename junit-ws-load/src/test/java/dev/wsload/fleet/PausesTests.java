package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fleet.Pauses.Pause;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTests {
    private final Pauses pauses = new Pauses();

    @Test
    void theLongestTimeWithoutAnArrivalIsKept() {
        pauses.sent(1);
        pauses.arrived(2);
        pauses.sent(3);
        pauses.arrived(10);
        pauses.sent(11);
        pauses.arrived(12);

        assertThat(pauses.longest()).isEqualTo(new Pause(3, 10));
    }

    @Test
    void aTimeInWhichNothingWasUnderWayIsNone() {
        pauses.sent(1);
        pauses.arrived(2);
        pauses.sent(100);
        pauses.arrived(101);

        assertThat(pauses.longest().nanos()).isEqualTo(1);
    }

    @Test
    void allLoopsPauseOnlyWhileEachOfThemDoes() {
        assertThat(Pause.ofAll(List.of(new Pause(10, 30), new Pause(20, 50)))).isEqualTo(10);
        assertThat(Pause.ofAll(List.of(new Pause(10, 30), new Pause(40, 50)))).isZero();
        assertThat(Pause.ofAll(List.of())).isZero();
    }
}
