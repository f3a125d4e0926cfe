package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.ConnectMode;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workload;
import dev.wsload.plan.Workloads;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.testkit.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients whose connection the server ends between their opening and the first thing that is run: they were there for it. */
@Timeout(60)
class ThrownOutTests {
    private static final int CLIENTS = 10;
    private static final int ROOM = 4;

    private final AtomicInteger opened = new AtomicInteger();
    private ScriptedServer server;
    private ClientFleet fleet;

    @BeforeEach
    void onlySomeMayStay() {
        server = Fleets.serving(peer -> {
            if (opened.incrementAndGet() <= ROOM) {
                peer.echoToEnd();
            } else {
                peer.close(1000, "");
                peer.readClose();
                peer.fin();
            }
        });
        fleet = Fleets.connect(server, Fleets.plan(CLIENTS).settleTime(Duration.ofMillis(200)));
        await().until(() -> fleet.open() == ROOM);
    }

    @AfterEach
    void close() {
        fleet.close();
        server.close();
    }

    @Test
    void anEchoCountsWhatTheyShouldHaveSent() {
        Delivery delivery = fleet.run(Workloads.echo().messages(5)).delivery();

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.NOT_SENT, (CLIENTS - ROOM) * 5L));
        assertThat(delivery.first(Kind.NOT_SENT).get(0).evidence())
                .isEqualTo("sent 0 of 5; 1000 (normal closure), closed by the server, TCP FIN");
    }

    @Test
    void anEchoForATimeCountsOneMessageOfEach() {
        Workload echo = Workloads.echo().during(Duration.ofMillis(100));

        assertThat(fleet.run(echo).delivery().counts()).isEqualTo(Map.of(Kind.NOT_SENT, (long) CLIENTS - ROOM));
    }

    @Test
    void aBroadcastCountsWhatTheyShouldHaveHeard() {
        Delivery delivery =
                fleet.run(Workloads.fanOut().messages(3).rate(1_000)).delivery();

        assertThat(delivery.owed()).isEqualTo(CLIENTS * 3);
        assertThat(delivery.clients(Kind.LOST)).isEqualTo(CLIENTS - 1);
    }

    @Test
    void aScriptIsPlayedForThemAndSaysSo() {
        fleet.play(client -> client.send("hello"));

        assertThat(fleet.errors()).hasSize(CLIENTS - ROOM).allSatisfy(error -> assertThat(error.cause())
                .hasMessageContaining("closed by the server"));
    }

    @Test
    void whoeverTheTestHasSpokenToMayHaveBeenAskedToLeave() {
        int staying = fleet.outcomes().stream()
                .filter(outcome -> outcome.status() == Status.OPEN)
                .findFirst()
                .orElseThrow()
                .client();
        fleet.client(staying).send("hello");

        assertThat(fleet.run(Workloads.echo().messages(5)).delivery().counts()).isEmpty();
    }

    @Test
    void silenceIsSomethingThatIsRun() {
        fleet.run(Workloads.idle().during(Duration.ofMillis(10)));

        assertThat(fleet.run(Workloads.echo().messages(5)).delivery().counts()).isEmpty();
    }

    @Test
    void anAttemptTakesWhoeverIsOpen() {
        opened.set(0);
        LoadPlan.Builder plan = Fleets.plan(CLIENTS).connectMode(ConnectMode.ATTEMPT);
        try (ClientFleet attempt = Fleets.connect(server, plan.settleTime(Duration.ofMillis(200)))) {
            await().until(() -> attempt.open() == ROOM);

            assertThat(attempt.run(Workloads.echo().messages(5)).delivery().counts())
                    .isEmpty();
        }
    }

    @Test
    void whatIsRunLaterIsRunByThoseThatAreOpen() {
        fleet.run(Workloads.echo());

        assertThat(fleet.run(Workloads.echo().messages(5)).delivery().counts()).isEmpty();
    }
}
