package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrapBudgetTests {
    private final TrapBudget budget = new TrapBudget(1_000);

    private int granted(int before, long nowMillis) {
        return (int) LongStream.range(0, 10_000)
                .filter(i -> budget.grants(4, before, nowMillis))
                .count();
    }

    @Test
    void aTenthOfASecondIsThereAtOnce() {
        assertThat(granted(0, 1_000)).isEqualTo(25);
    }

    @Test
    void aFifthOfTheTimeOfTheWatchIsAdded() {
        granted(0, 1_000);

        assertThat(granted(0, 2_000)).isEqualTo(50);
        assertThat(granted(0, 2_000)).isZero();
    }

    @Test
    void whatWasNotParkedYetComesBeforeWhatWasParkedOften() {
        assertThat(granted(80, 1_000)).isEqualTo(15);
        assertThat(granted(0, 1_000)).isEqualTo(10);
    }
}
