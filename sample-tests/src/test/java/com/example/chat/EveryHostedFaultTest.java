package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.fault.StaleDeadline.Side.CLIENT;
import static dev.wsload.fault.StaleDeadline.Side.SERVER;
import static dev.wsload.fault.StaleDeadline.Work.READS;
import static dev.wsload.fault.StaleDeadline.Work.WRITES;
import static dev.wsload.plan.ConnectMode.ATTEMPT;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsLoad;
import dev.wsload.fault.AcceptLimit;
import dev.wsload.fault.BlockedHandler;
import dev.wsload.fault.ConcurrentServerWriters;
import dev.wsload.fault.CorruptedReplies;
import dev.wsload.fault.DuplicatedReplies;
import dev.wsload.fault.EmptyClose;
import dev.wsload.fault.FewWorkers;
import dev.wsload.fault.ForbiddenCloseFrame;
import dev.wsload.fault.HandshakeDeadline;
import dev.wsload.fault.IdleTimeout;
import dev.wsload.fault.LostReplies;
import dev.wsload.fault.MaskedReplies;
import dev.wsload.fault.ReconnectStorm;
import dev.wsload.fault.RefuseUpgrade;
import dev.wsload.fault.ReorderedReplies;
import dev.wsload.fault.ServerCrash;
import dev.wsload.fault.SlowUpgrade;
import dev.wsload.fault.SmallMessageLimit;
import dev.wsload.fault.StaleDeadline;
import dev.wsload.fault.Stampede;
import dev.wsload.fault.ThrowingHandler;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.Workload;
import dev.wsload.result.Delivery;
import org.junit.jupiter.api.Test;

/** Every fault of a server that is hosted here, and of the fleet as a whole, on an endpoint that knows nothing of them. */
@WsLoad(clients = 20, endpoint = EchoEndpoint.class, handshakeTimeout = "10 s", settleTime = "1 s")
class EveryHostedFaultTest {
    private static void play(WsFleet fleet) {
        play(fleet, echo().messages(5));
    }

    /** The others are not harmed, and those that the fault is meant for end as they should. */
    private static void play(WsFleet fleet, Workload workload) {
        fleet.run(workload);

        assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    /** Plays, and returns what the ledger says of the two that the fault is meant for, too. */
    private static Delivery delivery(WsFleet fleet) {
        play(fleet, echo().messages(20).window(4)); // four replies on their way, so that they can meet
        return fleet.delivery();
    }

    private static void awaitOpen(WsFleet fleet, int clients) {
        await().until(() -> fleet.open() == clients);
    }

    // ---- connection by connection: the opening handshake

    @Test
    @SlowUpgrade(value = "200 ms", count = 2)
    void slowUpgrade(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @SlowUpgrade(
            value = "1 h",
            clients = {3, 7})
    @HandshakeDeadline(
            value = "100 ms",
            clients = {3, 7})
    void handshakeDeadline(WsFleet fleet) {
        assertThat(fleet.failed()).isEqualTo(2);
        play(fleet);
    }

    @Test
    @RefuseUpgrade(value = 503, retryAfter = "30", count = 2)
    void refuseUpgrade(WsFleet fleet) {
        play(fleet);
    }

    // ---- connection by connection: deadlines and limits

    @Test
    @StaleDeadline(value = "100 ms", on = SERVER, of = READS, count = 2)
    void staleDeadlineOfTheServersReads(WsFleet fleet) {
        awaitOpen(fleet, 18);
        play(fleet);
    }

    @Test
    @StaleDeadline(value = "100 ms", on = SERVER, of = WRITES, count = 2)
    void staleDeadlineOfTheServersWrites(WsFleet fleet) {
        play(fleet, echo().rate(200).during("500 ms").unloadedRoundTrips(0));
    }

    @Test
    @StaleDeadline(value = "100 ms", on = CLIENT, of = READS, count = 2)
    void staleDeadlineOfTheClientsReads(WsFleet fleet) {
        awaitOpen(fleet, 18);
        play(fleet);
    }

    @Test
    @StaleDeadline(value = "100 ms", on = CLIENT, of = WRITES, count = 2)
    void staleDeadlineOfTheClientsWrites(WsFleet fleet) {
        play(fleet, echo().during("500 ms"));
    }

    @Test
    @IdleTimeout(value = "100 ms", count = 2)
    void idleTimeout(WsFleet fleet) {
        awaitOpen(fleet, 18);
        play(fleet);
    }

    @Test
    @SmallMessageLimit(value = 100, count = 2)
    void smallMessageLimit(WsFleet fleet) {
        fleet.run(echo().messages(5).size(101));
        awaitOpen(fleet, 18);
        play(fleet);
    }

    // ---- connection by connection: frames

    @Test
    @EmptyClose(count = 2, afterMessages = 2)
    void emptyClose(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @ForbiddenCloseFrame(value = 1006, count = 2, afterMessages = 2)
    void forbiddenCloseFrame(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @MaskedReplies(count = 2, afterMessages = 2)
    void maskedReplies(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @LostReplies(rate = 0.5, count = 2, afterMessages = 2)
    void lostReplies(WsFleet fleet) {
        assertThat(delivery(fleet).lost()).isPositive();
    }

    @Test
    @DuplicatedReplies(rate = 0.5, count = 2, afterMessages = 2)
    void duplicatedReplies(WsFleet fleet) {
        assertThat(delivery(fleet).duplicated()).isPositive();
    }

    @Test
    @CorruptedReplies(rate = 0.5, count = 2, afterMessages = 2)
    void corruptedReplies(WsFleet fleet) {
        assertThat(delivery(fleet).corrupted()).isPositive();
    }

    @Test
    @ReorderedReplies(rate = 0.5, count = 2, afterMessages = 2)
    void reorderedReplies(WsFleet fleet) {
        assertThat(delivery(fleet).reordered()).isPositive();
    }

    @Test
    @ConcurrentServerWriters(value = 4, count = 2, afterMessages = 2)
    void concurrentServerWriters(WsFleet fleet) {
        assertThat(delivery(fleet).lost()).isPositive();
    }

    // ---- connection by connection: the handler

    @Test
    @ThrowingHandler(count = 2, afterMessages = 2)
    void throwingHandler(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @BlockedHandler(value = "100 ms", count = 2, afterMessages = 2)
    void blockedHandler(WsFleet fleet) {
        play(fleet);
    }

    // ---- the server as a whole

    @Test
    @WsLoad(clients = 20, endpoint = EchoEndpoint.class, settleTime = "1 s", closeTimeout = "1 s")
    @FewWorkers(2)
    @BlockedHandler(clients = {3, 7})
    void fewWorkers(WsFleet fleet) {
        fleet.send(client -> client == 3 || client == 7, "block");
        await().until(() -> blocked(fleet) == 2);

        Delivery ofHealthy = fleet.run(echo().messages(5)).ofHealthy().delivery();

        assertThat(ofHealthy.lost()).isEqualTo(18); // the first message of each: nobody is left to answer
    }

    private static long blocked(WsFleet fleet) {
        return fleet.injections().stream()
                .filter(injection -> injection.what().equals("in the handler"))
                .count();
    }

    @Test
    @WsLoad(clients = 20, endpoint = EchoEndpoint.class, connect = ATTEMPT, handshakeTimeout = "3 s")
    @AcceptLimit(18)
    void acceptLimit(WsFleet fleet) {
        assertThat(fleet.opened()).isEqualTo(18);
        assertThat(fleet.failed()).isEqualTo(2);

        fleet.run(echo().messages(5));
        assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);
    }

    /** Who finds no room in the backlog comes seconds later, or never. */
    @Test
    @WsLoad(
            clients = 20,
            endpoint = EchoEndpoint.class,
            connect = ATTEMPT,
            connectTimeout = "3 s",
            handshakeTimeout = "3 s")
    @Stampede(backlog = 1)
    void stampede(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).deliveredEverything().abnormalEndsAreExplained();
    }

    @Test
    @ServerCrash(after = "100 ms")
    void serverCrash(WsFleet fleet) {
        awaitOpen(fleet, 0);

        assertThat(fleet).allConnected().closedExactlyWith(ABNORMAL_CLOSURE);
    }

    // ---- the fleet

    @Test
    @ThunderingLeave(after = "100 ms", count = 10)
    void thunderingLeave(WsFleet fleet) {
        awaitOpen(fleet, 10);
        play(fleet);
    }

    @Test
    @ReconnectStorm(after = "100 ms", count = 10)
    void reconnectStorm(WsFleet fleet) {
        await().until(() -> fleet.outcomes().size() == 20 + 10); // each that has come back has two
        assertThat(fleet).hasOpenWithin(20, ofSeconds(20));
        play(fleet);

        assertThat(fleet).deliveredEverything();
    }
}
