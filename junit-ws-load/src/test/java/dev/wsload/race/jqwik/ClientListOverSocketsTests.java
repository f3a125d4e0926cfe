package dev.wsload.race.jqwik;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.harness.WsFleet;
import dev.wsload.race.jqwik.Lists.LockInsideTheLoop;
import dev.wsload.race.jqwik.Lists.Plain;
import dev.wsload.race.jqwik.Lists.PlainMap;
import dev.wsload.race.jqwik.Lists.Right;
import dev.wsload.race.jqwik.Lists.StaleIndex;
import dev.wsload.race.jqwik.Lists.UnlockedWalk;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lists of the contract as clients meet them, over real sockets: some join and leave while others talk, then many leave at once,
 * with a close frame or a reset. Alone, for it looks at the whole JVM.
 */
@Timeout(60)
@Isolated
class ClientListOverSocketsTests {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration LEAVE = Duration.ofMillis(500);

    static Stream<Named<Chat<?>>> right() {
        return Stream.of(
                named("one lock, swept", Chat.sweeping(new Right())),
                named("one lock, removed from", Chat.removing(new Right())),
                named("CopyOnWriteArrayList, swept", Chat.sweeping(Plain.copyOnWrite())),
                named("CopyOnWriteArrayList, removed from", Chat.removing(Plain.copyOnWrite())),
                named("ConcurrentHashMap, swept", Chat.sweeping(Plain.concurrentSet())),
                named("ConcurrentHashMap, removed from", Chat.removing(Plain.concurrentSet())));
    }

    static Stream<Named<Chat<?>>> walkedWithoutALock() {
        return Stream.of(
                named("changed under a lock, swept", Chat.sweeping(new UnlockedWalk())),
                named("synchronizedList, removed from", Chat.removing(Plain.synchronizedList())),
                named("HashMap, removed from", Chat.removing(new PlainMap())));
    }

    static Stream<Named<Chat<?>>> sweptByIndex() {
        return Stream.of(
                named("F12", Chat.sweeping(new StaleIndex())), named("F13", Chat.sweeping(new LockInsideTheLoop())));
    }

    static Stream<Named<Chat<?>>> sweptByIndexAgain() {
        return Stream.of(
                named("F12", Chat.sweepingAgain(new StaleIndex())),
                named("F13", Chat.sweepingAgain(new LockInsideTheLoop())));
    }

    @ParameterizedTest
    @MethodSource("right")
    void aRightListMissesNobodyAliveAndKeepsNobodyDead(Chat<?> chat) {
        judge(chat, LONG);
    }

    @ParameterizedTest
    @MethodSource("walkedWithoutALock")
    void aListThatIsWalkedWithoutALockMissesTheLiving(Chat<?> chat) {
        assertThatThrownBy(() -> judge(chat, SOON))
                .hasMessageContaining(" clients lost messages")
                .hasMessageContaining(
                        "  cause     a collection of the endpoint's is changed while it is walked (field guide F12)")
                .hasMessageContaining("first: java.util.ConcurrentModificationException, at")
                .hasMessageContaining("dev.wsload.race.jqwik.Lists$");
    }

    @ParameterizedTest
    @MethodSource("sweptByIndex")
    void aListThatIsSweptByIndexKeepsTheDead(Chat<?> chat) {
        assertThatThrownBy(() -> judge(chat, SOON))
                .hasMessageStartingWith("the endpoint has not recovered within 1.0 s")
                .hasMessageContaining(" registered clients, must be ")
                .hasMessageContaining(
                        "  cause     the server keeps clients on its list that have gone (field guide F12, F13)")
                .hasMessageContaining("a walk by index that removes leaves the neighbour of");
    }

    /** What one sweep has skipped goes in the next, and what it throws on a thread of the server's own nobody is told. */
    @ParameterizedTest
    @MethodSource("sweptByIndexAgain")
    void aListThatIsSweptByIndexAgainAndAgainIsNotSeen(Chat<?> chat) {
        judge(chat, LONG);
    }

    private static void judge(Chat<?> chat, Duration patience) {
        try (WsFleet fleet = WsFleet.hosting("/chat", chat)
                .clients(80)
                .rampUp(Duration.ofMillis(200))
                .connectedWhen(chat::size)
                .settleTime(Duration.ofSeconds(2))
                .holdFaults()
                .fault(new ResetPeer.Reset(), Victims.share(0.1), When.afterMessages(50))
                .fault(new ThunderingLeave.Leave(), Victims.share(0.3), When.together(LEAVE))
                .fault(new ThunderingLeave.Vanish(true), Victims.share(0.2), When.together(LEAVE))
                .connect()) {
            fleet.run(churn().senders(4).leaving(0.8).rate(600).during("2 s"));
            assertThat(fleet).deliveredEverything();

            fleet.releaseFaults();
            fleet.run(fanOut().senders(4).rate(400).during("1 s"));
            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).endpoint().recoversWithin(patience);
        }
    }
}
