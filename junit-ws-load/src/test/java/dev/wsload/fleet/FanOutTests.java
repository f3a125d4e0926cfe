package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.FanOut;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import dev.wsload.testkit.MischiefServer.Peer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FanOutTests {
    private static final int CLIENTS = 20;
    private static final int SENT = 4 * 25;
    private static final FanOut FAN_OUT = Workloads.fanOut().senders(4).messages(25);
    private static final Conduct TO_EVERYONE =
            (from, message) -> from.everyone().forEach(peer -> peer.text(message));
    private static final Conduct TO_ALL_OTHERS = (from, message) ->
            from.everyone().stream().filter(peer -> peer != from).forEach(peer -> peer.text(message));

    @Test
    void everyoneHearsEverySender() {
        Delivery delivery = run(TO_EVERYONE, FAN_OUT);

        assertThat(delivery.sent()).isEqualTo(SENT);
        assertThat(delivery.owed()).isEqualTo(SENT * CLIENTS).isEqualTo(delivery.delivered());
        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void aWindowLetsSendersRunAhead() {
        Delivery delivery = run(TO_EVERYONE, FAN_OUT.window(5).binary());

        assertThat(delivery.owed()).isEqualTo(SENT * CLIENTS).isEqualTo(delivery.delivered());
        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void whoIsForgottenLosesEverything() {
        Conduct forgetful = (from, message) ->
                from.everyone().stream().filter(peer -> peer.number() != 7).forEach(peer -> peer.text(message));

        Delivery delivery = run(forgetful, FAN_OUT.rate(2_000));

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, (long) SENT));
        assertThat(delivery.clients(Kind.LOST)).isEqualTo(1);
    }

    @Test
    void withExceptSenderASenderIsNotOwedItsOwnMessages() {
        Delivery delivery = run(TO_ALL_OTHERS, FAN_OUT.exceptSender().rate(2_000));

        assertThat(delivery.sent()).isEqualTo(SENT);
        assertThat(delivery.owed()).isEqualTo(SENT * (CLIENTS - 1)).isEqualTo(delivery.delivered());
        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void withExceptSenderAnOwnMessageIsCrossTalk() {
        Delivery delivery = run(TO_EVERYONE, FAN_OUT.exceptSender().rate(2_000));

        assertThat(delivery.counts()).containsOnlyKeys(Kind.CROSSED);
        assertThat(delivery.clients(Kind.CROSSED)).isLessThanOrEqualTo(4);
    }

    @Test
    void withoutExceptSenderASenderIsOwedItsOwnMessages() {
        Delivery delivery = run(TO_ALL_OTHERS, FAN_OUT.rate(2_000));

        assertThat(delivery.counts()).isEqualTo(Map.of(Kind.LOST, (long) SENT));
        assertThat(delivery.clients(Kind.LOST)).isEqualTo(4);
    }

    @Test
    void aMessageSentTwiceToOneIsDuplicatedThere() {
        Conduct twice = (from, message) -> {
            TO_EVERYONE.heard(from, message);
            Peer last = from.everyone().get(CLIENTS - 1);
            last.text(message);
        };

        Delivery delivery = run(twice, FAN_OUT);

        assertThat(delivery.counts()).containsOnlyKeys(Kind.DUPLICATED);
        assertThat(delivery.clients(Kind.DUPLICATED)).isEqualTo(1);
        assertThat(delivery.delivered()).isEqualTo(SENT * CLIENTS);
    }

    private static Delivery run(Conduct conduct, FanOut fanOut) {
        LoadPlan.Builder plan = Fleets.plan(CLIENTS).settleTime(Duration.ofSeconds(2));
        try (MischiefServer server = MischiefServer.start(conduct);
                ClientFleet fleet = Fleets.connect(server, plan)) {
            Delivery delivery = fleet.run(fanOut).delivery();
            assertThat(delivery.sent()).isEqualTo(server.heard());
            assertThat(fleet.errors()).isEmpty();
            return delivery;
        }
    }
}
