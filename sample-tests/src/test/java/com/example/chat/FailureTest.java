package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that fail, and what they say. */
class FailureTest {
    @Test
    void aLossyServerIsSeenWithItsClientsAndMessages() {
        String failure = failureOf(LossyEcho.class);
        System.out.println(failure);

        assertThat(failure)
                .contains("of 1,000 clients lost messages")
                .contains("9,967 of 10,000 owed messages delivered, 33 lost")
                .containsPattern("and \\d+ more clients") // a client may lose two
                .contains("seed");
    }

    @Test
    void aServerThatIsNotThereIsRefusedConnections() {
        String failure = failureOf(Nobody.class);
        System.out.println(failure);

        assertThat(failure).contains("10 of 10 clients could not connect").contains("connection refused");
    }

    @Test
    void aBadValueIsOneSentence() {
        assertThat(failureOf(NoClients.class))
                .isEqualTo("@WsLoad on NoClients: clients = 0, must be 1 to 1,000,000; leave it out for 100");
    }

    private static String failureOf(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .findFirst()
                .orElseThrow(() -> new AssertionError(test + " did not fail"));
    }

    @WsLoad(clients = 1000, settleTime = "1 s")
    static class LossyEcho {
        @WsHosted("/echo")
        static final ForgetfulCallback ECHO = new ForgetfulCallback(); // drops every 300th message

        @Test
        void everyMessageComesBack(WsFleet fleet) {
            fleet.run(echo().messages(10).window(10));

            assertThat(fleet).lostNothing();
        }
    }

    @WsLoad(clients = 10, uri = "ws://127.0.0.1:1/echo")
    static class Nobody {
        @Test
        void neverRuns(WsFleet fleet) {
            throw new AssertionError("the body of a test without its clients must not run");
        }
    }

    @WsLoad(clients = 0, uri = "ws://127.0.0.1:1/echo")
    static class NoClients {
        @Test
        void neverRuns(WsFleet fleet) {
            throw new AssertionError("the body of a test without its clients must not run");
        }
    }
}
