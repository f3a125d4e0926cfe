package dev.wsload;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fault.EmptyClose;
import dev.wsload.fault.FewWorkers;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.SilentConnect;
import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.Callbacks;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultAnnotationTests {
    @Retention(RetentionPolicy.RUNTIME)
    @ResetPeer(clients = 9, after = "1 h")
    @interface Composed {}

    @WsLoad(clients = 20, settleTime = "300 ms")
    @ResetPeer(count = 2, afterBytes = 1_000_000)
    static class Harmed {
        @WsHosted("/echo")
        final WebSocketConnectionCallback echo = Callbacks.echo();

        @Test
        @ResetPeer(share = 0.1, afterMessages = 3)
        @ResetPeer(clients = {0, 1})
        void byMethodAndClass(WsFleet fleet) {
            assertThat(fleet.faults().faults())
                    .extracting(PlannedFault::toString)
                    .containsExactly(
                            "ResetPeer on 2 clients after 1000000 bytes",
                            "ResetPeer on a share of 0.1 after 3 messages",
                            "ResetPeer on clients 0, 1 once open");
            fleet.run(echo().messages(5));
            assertThat(fleet).healthyClients().lostNothing();
        }

        @Nested
        class Inner {
            @Test
            @Composed
            void byEnclosingClassAndMetaAnnotation(WsFleet fleet) {
                assertThat(fleet.faults().faults())
                        .extracting(PlannedFault::toString)
                        .containsExactly(
                                "ResetPeer on 2 clients after 1000000 bytes", "ResetPeer on client 9 after 3600 s");
            }
        }
    }

    @Test
    void faultsAddUpFromTheOutsideToTheInside() {
        TestRun.of(Harmed.class).succeeds(2);
    }

    @WsLoad(clients = 20, uri = "ws://127.0.0.1:1/")
    static class TooLargeAShare {
        @Test
        @ResetPeer(share = 1.5)
        void test(WsFleet fleet) {}
    }

    @Test
    void aBadValueIsOneSentenceThatBeginsWithItsPlace() {
        assertThat(TestRun.of(TooLargeAShare.class).failure())
                .hasMessage("@ResetPeer on TooLargeAShare.test(): share = 1.5, must be more than 0 and at most 1;"
                        + " 0.1 is every tenth client");
    }

    @WsLoad(clients = 20, uri = "ws://127.0.0.1:1/")
    static class TooManyVictims {
        @Test
        @ResetPeer(count = 21)
        void test(WsFleet fleet) {}
    }

    @Test
    void moreVictimsThanClientsIsOneSentence() {
        assertThat(TestRun.of(TooManyVictims.class).failure())
                .hasMessage("@WsLoad on TooManyVictims: fault ResetPeer:"
                        + " count = 21, must be 1 to 20; the fleet has no more clients");
    }

    @WsLoad(clients = 20, uri = "ws://127.0.0.1:1/")
    static class TwoMoments {
        @Test
        @ResetPeer(afterBytes = 1, after = "1 s")
        void test(WsFleet fleet) {}
    }

    @Test
    void twoMomentsAreOneSentence() {
        assertThat(TestRun.of(TwoMoments.class).failure())
                .hasMessage("@ResetPeer on TwoMoments.test(): afterMessages, afterBytes and after = 2 of them, must be"
                        + " one of them at most; keep one");
    }

    @WsLoad(clients = 20, uri = "ws://127.0.0.1:1/")
    static class OnAnExternalEndpoint {
        @Test
        @EmptyClose
        void connectionByConnection(WsFleet fleet) {}

        @Test
        @FewWorkers(2)
        void asAWhole(WsFleet fleet) {}
    }

    @Test
    void aFaultOfTheServersSideNeedsAHostedServer() {
        assertThat(TestRun.of(OnAnExternalEndpoint.class).failures())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "@WsLoad on OnAnExternalEndpoint: fault EmptyClose works on the server's side, and"
                                + " ws://127.0.0.1:1/ is not hosted here: leave it out, or host the endpoint",
                        "@WsLoad on OnAnExternalEndpoint: fault FewWorkers works on the server's side, and"
                                + " ws://127.0.0.1:1/ is not hosted here: leave it out, or host the endpoint");
    }

    @WsLoad(clients = 20, uri = "ws://127.0.0.1:1/")
    static class ExcludingEachOther {
        @Test
        @SilentConnect
        @ResetPeer(clients = 3, afterMessages = 2)
        void test(WsFleet fleet) {}
    }

    @Test
    void faultsThatExcludeEachOtherAreOneSentence() {
        assertThat(TestRun.of(ExcludingEachOther.class).failure())
                .hasMessage(
                        "@WsLoad on ExcludingEachOther: fault ResetPeer on client 3 after 2 messages can strike nobody,"
                                + " as fault SilentConnect on all clients before the opening handshake keeps its clients from"
                                + " opening; give SilentConnect a share, a count or clients of its own");
    }
}
