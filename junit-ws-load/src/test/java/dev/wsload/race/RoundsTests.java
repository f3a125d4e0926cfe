package dev.wsload.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundsTests {
    private static final Script TWO_LOOK = new Script(1, List.of(List.of(4), List.of(4)));

    /** A list whose second look never returns. */
    private static final class Stuck implements ClientList<Integer> {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public Integer add(int number) {
            return number;
        }

        @Override
        public Collection<Integer> snapshot() {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }
    }

    @Test
    void aCallThatDoesNotReturnIsSaidWithWhereItStands() {
        assertThatThrownBy(() -> new ClientListChecker<>(Stuck::new, Consistency.STRICT).checkInThreads(TWO_LOOK))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("a call of the list has not returned for 10 s: its thread is WAITING at .*");
    }

    @Test
    void aScriptIsOneLineOfJava() {
        assertThat(new Script(2, List.of(List.of(1, 8, 2), List.of(4))))
                .hasToString("var c0 = list.add(0); var c1 = list.add(1); list.deactivate(c0); list.deactivate(c1);"
                        + " list.removeInactive(); | list.snapshot();");
    }
}
