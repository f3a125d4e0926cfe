package dev.wsload.fleet;

import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.client.Within;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.wire.HandshakeRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a connection afterwards, and while it is open: when, and what has passed. */
@Timeout(60)
class OutcomeTests {
    @Test
    void anOpenConnectionTellsWhatHasPassed() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(3).connect()) {
            fleet.run(echo().messages(5).unloadedRoundTrips(0));

            assertThat(fleet.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.status()).isEqualTo(Status.OPEN);
                assertThat(outcome.activity().sent()).isEqualTo(5);
                assertThat(outcome.activity().received()).isEqualTo(5);
                assertThat(outcome.activity().lastReceived())
                        .isGreaterThanOrEqualTo(outcome.activity().lastSent());
                assertThat(outcome.at()).isPositive();
            });
        }
    }

    @Test
    void aClosedConnectionKeepsIt() {
        try (TestServer server = MischiefServer.start((peer, message) -> {
                    if (message.equals("go")) {
                        peer.reset();
                    } else {
                        peer.text(message);
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri()).clients(1).connect()) {
            ClientOutcome before = fleet.outcomes().get(0);
            fleet.client(0).send("hello");
            fleet.client(0).expect("hello", Within.within(Duration.ofSeconds(10)));
            fleet.client(0).send("go");
            fleet.client(0).awaitClosure(Within.within(Duration.ofSeconds(10)));
            ClientOutcome after = fleet.outcomes().get(0);

            assertThat(after.activity().sent()).isEqualTo(2);
            assertThat(after.activity().received()).isEqualTo(1);
            assertThat(after.at()).isGreaterThan(before.at());
            assertThat(after.activity().lastSent()).isLessThanOrEqualTo(after.age());
        }
    }

    @Test
    void aFailureKeepsWhatWasThrown() {
        try (WsFleet hosted =
                        WsFleet.hosting("/echo", Callbacks.echo()).clients(1).connect();
                WsFleet lost = WsFleet.to(hosted.uri().resolve("/nowhere"))
                        .clients(1)
                        .attempt()
                        .connect()) {
            ClientOutcome outcome = lost.outcomes().get(0);

            assertThat(outcome.failure().cause()).hasValueSatisfying(thrown -> assertThat(thrown)
                    .isInstanceOfSatisfying(HandshakeRefused.class, refused -> assertThat(refused.httpStatus())
                            .isEqualTo(404)));
            assertThat(outcome.age()).isPositive();
            assertThat(outcome.at()).isPositive();
        }
    }
}
