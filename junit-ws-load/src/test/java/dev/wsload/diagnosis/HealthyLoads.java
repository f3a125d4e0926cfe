package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.plan.Workloads.idle;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NO_STATUS_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.plan.Echo;
import dev.wsload.wire.CloseCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Loads that a server carries which is right, drawn by a seed; no cause may be named at any time, and every assertion holds. */
final class HealthyLoads {
    private static final int FEWEST_CLIENTS = 20;
    private static final int CONVERSATION = 5;
    private static final int[] SIZES = {32, 64, 125, 126, 127, 1_000};

    private final AtomicInteger fleets;
    private final AtomicInteger diagnoses;
    private final Random random;
    private final long seed;

    /**
     * @param fleets counts the fleets
     * @param diagnoses counts how often a cause has been looked for
     */
    HealthyLoads(long seed, AtomicInteger fleets, AtomicInteger diagnoses) {
        this.seed = seed;
        this.fleets = fleets;
        this.diagnoses = diagnoses;
        random = new Random(seed);
    }

    /** Echoes as fast as they come and at a rate, silence, pings; then some leave, some vanish, and the rest says goodbye. */
    void conversations(WsFleetBuilder server, CloseCode... furtherReplies) {
        try (WsFleet fleet = connect(server.keepAlive(Duration.ofMillis(30)))) {
            int size = SIZES[random.nextInt(SIZES.length)];
            fleet.run(echo().messages(between(3, 8)).window(between(1, 4)).size(size));
            assertNoCauseIsNamed(fleet);

            fleet.run(echo().rate(between(300, 1_200)).unloadedRoundTrips(0).during(Duration.ofMillis(200)));
            assertNoCauseIsNamed(fleet);

            fleet.pingAll();
            fleet.pingAll();
            fleet.run(idle().during("50 ms"));
            assertNoCauseIsNamed(fleet);

            int part = random.nextInt(3);
            fleet.close(client -> client % 3 == part, GOING_AWAY, "");
            fleet.abort(client -> client % 3 == (part + 1) % 3);
            assertNoCauseIsNamed(fleet);

            fleet.run(echo().messages(2));
            fleet.closeAll(NORMAL_CLOSURE, "done");
            assertNoCauseIsNamed(fleet);
            assertAllIsWell(fleet, furtherReplies);
        }
    }

    /** Broadcasts to everybody, to those who stay, and to those who come and go. */
    void broadcasts(WsFleetBuilder server, CloseCode... furtherReplies) {
        try (WsFleet fleet = connect(server)) {
            fleet.pingAll();
            await().until(() ->
                    fleet.pongsReceived() >= fleet.clients()); // only now is everybody known to be in the room
            fleet.run(fanOut().senders(between(1, 4)).messages(5));
            assertNoCauseIsNamed(fleet);

            fleet.run(churn().leaving(0.5).rate(100).during(Duration.ofMillis(200)));
            assertNoCauseIsNamed(fleet);

            fleet.close(client -> client % 5 == 4, NORMAL_CLOSURE, "");
            fleet.run(fanOut().senders(2).messages(3));
            assertNoCauseIsNamed(fleet);

            fleet.closeAll();
            assertNoCauseIsNamed(fleet);
            assertAllIsWell(fleet, furtherReplies);
        }
    }

    /** Messages at the boundary of the longest form of the length. */
    void longMessages(WsFleetBuilder server) {
        try (WsFleet fleet = connect(server)) {
            fleet.run(echo().messages(2).size(65_535 + random.nextInt(2)));
            fleet.closeAll();
            assertNoCauseIsNamed(fleet);
            assertAllIsWell(fleet);
        }
    }

    /** Conversations that the server ends when all has been said, as fast as that can be or in good time. */
    void goodbyes(WsFleetBuilder server, CloseCode code) {
        for (Echo conversation : List.of(echo(), echo().rate(400).unloadedRoundTrips(0))) {
            try (WsFleet fleet = connect(server)) {
                fleet.run(conversation.messages(CONVERSATION));
                assertThat(fleet).deliveredEverything();
                assertEnded(fleet, code);
            }
        }
    }

    /** Conversations of the server alone. */
    void monologues(WsFleetBuilder server, CloseCode code) {
        try (WsFleet fleet = connect(server)) {
            assertEnded(fleet, code);
        }
    }

    private void assertEnded(WsFleet fleet, CloseCode code) {
        await().until(() -> fleet.open() == 0);
        assertThat(causes(fleet)).allMatch(cause -> isToldByCode(cause, code));
        assertThat(fleet).allConnected().hasNoFailures().closedExactlyWith(code).closedCleanly();
    }

    /** The diagnosis may say that the server gives no code, or one of its own: that is what a test of it expects. */
    private static boolean isToldByCode(String cause, CloseCode code) {
        return code.equals(NO_STATUS_RECEIVED) && cause.startsWith("the server closes without a code")
                || code.value() >= 3_000 && cause.startsWith("the server closes with a code of its own, " + code);
    }

    /** Messages that need no answer; this many clients get one all the same, to what they say. */
    void messages(WsFleetBuilder server, String question, int answered, long received) {
        try (WsFleet fleet = connect(server)) {
            fleet.send(client -> client < answered, question);
            await().until(() -> fleet.messagesReceived() >= received);
            for (int i = 0; i < 3; i++) {
                fleet.send(client -> client >= answered, "for your information");
                fleet.run(idle().during("50 ms"));
                assertNoCauseIsNamed(fleet);
            }
            fleet.closeAll();
            assertNoCauseIsNamed(fleet);
            assertThat(fleet).hasNoFailures().closedExactlyWith(NORMAL_CLOSURE).closedCleanly();
        }
    }

    private WsFleet connect(WsFleetBuilder server) {
        fleets.incrementAndGet();
        return server.clients(between(FEWEST_CLIENTS, 50))
                .seed(seed)
                .rampUp(Duration.ofMillis(random.nextInt(150)))
                .connect();
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private void assertNoCauseIsNamed(WsFleet fleet) {
        assertThat(causes(fleet)).isEmpty();
    }

    private List<String> causes(WsFleet fleet) {
        diagnoses.incrementAndGet();
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    private static void assertAllIsWell(WsFleet fleet, CloseCode... furtherReplies) {
        CloseCode[] codes = Stream.concat(
                        Stream.of(NORMAL_CLOSURE, GOING_AWAY, ABNORMAL_CLOSURE), Arrays.stream(furtherReplies))
                .toArray(CloseCode[]::new);
        assertThat(fleet).allConnected().hasNoFailures().deliveredEverything();
        assertThat(fleet).hasNoUnexpectedClose().closedOnlyWith(codes);
    }
}
