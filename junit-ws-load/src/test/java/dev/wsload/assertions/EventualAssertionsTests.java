package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.result.FleetFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventualAssertionsTests {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void whatIsSoAlreadyNeedsNoWaiting() {
        assertThat(FleetFixture.open(3)).hasOpenWithin(3, SHORT).receivesWithin(0, SHORT);
    }

    @Test
    void whatDoesNotComeInTimeIsCounted() {
        assertThatThrownBy(() -> assertThat(FleetFixture.open(3)).hasOpenWithin(1000, SHORT))
                .hasMessage("3 of 1,000 clients open after 50.0 ms\n\n  seen      3 x still open\n  seed      42");
        assertThatThrownBy(() -> assertThat(FleetFixture.open(3)).receivesWithin(1, SHORT))
                .hasMessage("0 of 1 message received after 50.0 ms\n\n  seen      3 x still open\n  seed      42");
    }
}
