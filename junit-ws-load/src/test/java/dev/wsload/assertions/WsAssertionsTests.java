package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.FLEET;
import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.assertions.WsAssertions.then;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.BDDAssertions.then;

import dev.wsload.result.FleetFixture;
import dev.wsload.result.FleetView;
import java.time.Duration;
import org.assertj.core.api.SoftAssertionsProvider;
import org.junit.jupiter.api.Test;

class WsAssertionsTests {
    private final FleetFixture fleet = FleetFixture.open(3).heard(ledger -> ledger.afterClose(1));

    @Test
    void ourStaticImportsGoTogetherWithThoseOfAssertJ() {
        assertThat(fleet).allConnected();
        then(fleet).allConnected();
        assertThat(fleet.clients()).isEqualTo(3);
        then(fleet.seed()).isEqualTo(42);
    }

    @Test
    void anObjectIsNarrowedToAFleet() {
        Object object = fleet;

        assertThat(object).asInstanceOf(FLEET).allConnected();
    }

    @Test
    void aDescriptionLeadsTheFailure() {
        assertThatThrownBy(() -> assertThat(fleet)
                        .as("the %s at noon", "chat")
                        .latency()
                        .p99()
                        .isAtMost(Duration.ofMillis(2)))
                .message()
                .startsWith("[the chat at noon] p99 of 3 messages is 3.0 ms, must be at most 2.0 ms\n");
    }

    @Test
    void aFailMessageReplacesTheFailure() {
        assertThatThrownBy(() -> assertThat(fleet).withFailMessage("100% wrong").deliveredEverything())
                .hasMessage("100% wrong");
        assertThatThrownBy(() -> assertThat(fleet)
                        .overridingErrorMessage("bad %s", "day")
                        .closedOnlyWith(GOING_AWAY))
                .hasMessage("bad day");
    }

    @Test
    void noFleetFailsEveryAssertion() {
        assertThatThrownBy(() -> assertThat((FleetView) null).allConnected())
                .isInstanceOf(AssertionError.class)
                .message()
                .contains("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThat((FleetView) null).latency().p99().isAtMost(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains("Expecting actual not to be null");
    }

    @Test
    void softAssertionsCollectFailuresOfFleetsLatenciesAndEverythingElse() {
        assertThatThrownBy(() -> WsSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(fleet)
                            .closedExactlyWith(GOING_AWAY)
                            .deliveredEverything()
                            .latency()
                            .p99()
                            .isAtMost(Duration.ofMillis(2))
                            .latency()
                            .p50()
                            .isAtMost(3)
                            .timesTheUnloaded()
                            .closedExactlyWith(NORMAL_CLOSURE);
                    softly.assertThat(fleet.clients()).isEqualTo(4);
                }))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(
                        "(5 failures)",
                        "3 of 3 clients did not close with 1001 (going away)",
                        "1 of 3 clients got messages after the close frame",
                        "p99 of 3 messages is 3.0 ms, must be at most 2.0 ms",
                        "the workload fan-out measured no unloaded latency",
                        "expected: 4");
    }

    @Test
    void softAssertionsThatHoldReportNothing() {
        SoftAssertionsProvider.assertSoftly(
                WsSoftAssertions.class, softly -> softly.assertThat(fleet).allConnected());
    }
}
