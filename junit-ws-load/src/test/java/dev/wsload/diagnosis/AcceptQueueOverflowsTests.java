package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.Phase;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.result.Visit.Times;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is said where TCP has connected the last clients after a second only, as what the kernel dropped is sent again. */
class AcceptQueueOverflowsTests {
    private static final int OPENED = 300;
    private static final int CLIENTS = 400;
    private static final Duration LIMIT = FleetFixture.open(1).plan().timeouts().handshake();
    private static final ConnectFailure NO_ANSWER =
            new ConnectFailure(FailureKind.HANDSHAKE_TIMEOUT, Phase.UPGRADE, "the server had not answered");

    private static FleetFixture fleet(Duration alone, IntFunction<Duration> openedAt) {
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 0; client < OPENED; client++) {
            fleet.with(ClientOutcome.open(client, openedAt.apply(client), openedAt.apply(client)));
        }
        Duration gaveUp = LIMIT.plusMillis(1_050);
        for (int client = OPENED; client < CLIENTS; client++) {
            fleet.with(ClientOutcome.failed(client, NO_ANSWER, gaveUp, gaveUp));
        }
        return fleet.endpoint(answering(alone));
    }

    private static EndpointView answering(Duration alone) {
        return new EndpointView() {
            @Override
            public Visit visit(Duration limit, RoundTrip roundTrip) {
                return Visit.served(new Times(alone, Duration.ofMillis(1), Optional.empty()));
            }
        };
    }

    private static String cause(FleetFixture fleet) {
        return Diagnosis.of(fleet).findings().get(0).cause();
    }

    /** One opens every 8 ms, until the queue is empty; others come when they are sent again. */
    @Test
    void whereAllCouldBeAnsweredInTimeTheyWaitForTcp() {
        assertThat(cause(fleet(
                        Duration.ofMillis(8),
                        client -> LIMIT.multipliedBy(client / 75).dividedBy(4).plusMillis(8L * (client % 75 + 1)))))
                .startsWith(
                        "connections wait for TCP, and not for the server's handler, one of: its accept queue overflows");
    }

    /** One opens after another, until the time is over. */
    @Test
    void whereTheyCouldNotNoBacklogHelps() {
        Duration each = LIMIT.dividedBy(OPENED);

        assertThat(cause(fleet(each, client -> each.multipliedBy(client + 1L)))).startsWith("upgrades queue");
    }
}
