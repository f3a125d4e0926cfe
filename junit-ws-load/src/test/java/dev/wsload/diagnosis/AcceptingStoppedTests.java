package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.machine.ProcessState;
import dev.wsload.result.Activity;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where clients leave and come again, until nobody is let in any more. */
class AcceptingStoppedTests {
    private static final int CLIENTS = 40;
    private static final ConnectFailure NO_ANSWER =
            new ConnectFailure(FailureKind.HANDSHAKE_TIMEOUT, Phase.UPGRADE, "the server had not answered");

    /** Each opens at once, leaves after a while, and comes again, in vain. */
    private static FleetFixture leavers() {
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 1; client < CLIENTS; client++) {
            Duration left = Duration.ofMillis(500 + 10 * client);
            fleet.with(
                    ClientOutcome.failed(client, NO_ANSWER, Duration.ofSeconds(5), left.plus(Duration.ofSeconds(5))));
            fleet.withLeft(FleetFixture.openClient(client)
                    .closed(FleetFixture.CLEAN, left.minusMillis(10), left, Activity.NONE, Optional.empty()));
        }
        return fleet;
    }

    private static EndpointView holding(long descriptors) {
        return new EndpointView() {
            @Override
            public Optional<ProcessState> process(Duration time) {
                return Optional.of(new ProcessState(7, "perl", false, descriptors, 200, 0));
            }
        };
    }

    private static List<String> causes(FleetFixture fleet) {
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void theDescriptorsOfThoseThatHaveLeftAreItsOwn() {
        assertThat(causes(leavers().endpoint(holding(200))))
                .singleElement()
                .asString()
                .startsWith(
                        "the server is out of file descriptors, and can take no more connections, one of: it does not close");
    }

    @Test
    void whoLetsNobodyInThoughOthersHaveLeftHasNoLimitOfThoseInside() {
        assertThat(causes(leavers().endpoint(holding(50))))
                .singleElement()
                .asString()
                .startsWith("the server has stopped taking connections after 40, one of: it does not free the places");
    }
}
