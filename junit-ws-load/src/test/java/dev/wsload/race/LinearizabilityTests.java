package dev.wsload.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which histories of calls some order explains, each with its begin and its end. */
class LinearizabilityTests {
    private static Call call(Operation operation, int client, int seen, long begun, long ended) {
        return new Call(new Step(operation, client), seen, 0, null, begun, ended);
    }

    private static Call size(int size, long begun, long ended) {
        return new Call(new Step(Operation.SIZE, 0), 0, size, null, begun, ended);
    }

    private static boolean isStrict(Call... calls) {
        return Linearizability.isExplained(List.of(calls), Consistency.STRICT);
    }

    private static boolean isWeak(Call... calls) {
        return Linearizability.isExplained(List.of(calls), Consistency.WEAK_IN_BULK);
    }

    @Test
    void whatOverlapsMayHaveHappenedInEitherOrder() {
        assertThat(isStrict(call(Operation.ADD, 0, 0, 0, 10), call(Operation.SNAPSHOT, 0, 0b0, 5, 15)))
                .isTrue();
        assertThat(isStrict(call(Operation.ADD, 0, 0, 0, 10), call(Operation.SNAPSHOT, 0, 0b1, 5, 15)))
                .isTrue();
    }

    @Test
    void whatCameAfterMustHaveSeenIt() {
        assertThat(isStrict(call(Operation.ADD, 0, 0, 0, 10), call(Operation.SNAPSHOT, 0, 0b0, 11, 15)))
                .isFalse();
        assertThat(isStrict(call(Operation.ADD, 0, 0, 0, 10), size(0, 11, 15))).isFalse();
    }

    @Test
    void twoLooksMustAgreeOnAnOrder() {
        Call[] looks = {
            call(Operation.ADD, 0, 0, 0, 10),
            call(Operation.ADD, 1, 0, 0, 10),
            call(Operation.SNAPSHOT, 0, 0b01, 0, 10),
            call(Operation.SNAPSHOT, 0, 0b10, 0, 10)
        };

        assertThat(isStrict(looks)).isFalse();
        assertThat(isWeak(looks)).isTrue();
    }

    @Test
    void aWeakLookMayMissWhatHappensMeanwhileAndNothingElse() {
        Call first = call(Operation.ADD, 0, 0, 0, 10);
        Call second = call(Operation.ADD, 1, 0, 20, 40);

        assertThat(isWeak(first, second, call(Operation.SNAPSHOT, 0, 0b01, 15, 50)))
                .isTrue();
        assertThat(isWeak(first, second, call(Operation.SNAPSHOT, 0, 0b10, 15, 50)))
                .isFalse();
        assertThat(isWeak(first, second, call(Operation.SNAPSHOT, 0, 0b01, 45, 50)))
                .isFalse();
    }

    @Test
    void removingTheInactiveNextToALookIsNotWholeWhereItIsWeak() {
        Call[] calls = {
            call(Operation.ADD, 0, 0, 0, 1),
            call(Operation.ADD, 1, 0, 2, 3),
            call(Operation.DEACTIVATE, 0, 0, 4, 5),
            call(Operation.DEACTIVATE, 1, 0, 6, 7),
            call(Operation.REMOVE_INACTIVE, 0, 0, 10, 20),
            call(Operation.SNAPSHOT, 0, 0b10, 10, 20)
        };

        assertThat(isStrict(calls)).isFalse();
        assertThat(isWeak(calls)).isTrue();
    }

    @Test
    void aBroadcastMayReachWhoIsMarkedAndMustReachWhoIsNot() {
        Call[] before = {
            call(Operation.ADD, 0, 0, 0, 1), call(Operation.ADD, 1, 0, 2, 3), call(Operation.DEACTIVATE, 0, 0, 4, 5)
        };

        assertThat(isStrict(before[0], before[1], before[2], call(Operation.BROADCAST, 0, 0b11, 6, 7)))
                .isTrue();
        assertThat(isStrict(before[0], before[1], before[2], call(Operation.BROADCAST, 0, 0b10, 6, 7)))
                .isTrue();
        assertThat(isStrict(before[0], before[1], before[2], call(Operation.BROADCAST, 0, 0b01, 6, 7)))
                .isFalse();
    }
}
