package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.result.FleetFixture.failed;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetFixture;
import org.junit.jupiter.api.Test;

class ConnectAssertionsTests {
    @Test
    void aFleetThatIsOpenOrWasHasConnected() {
        FleetFixture fleet = FleetFixture.open(3);

        assertThat(fleet).allConnected().hasNoFailures().closedCleanly().allConnected();
    }

    @Test
    void clientsThatDidNotConnectAreCountedByKind() {
        FleetFixture fleet = FleetFixture.open(1000)
                .with(failed(17, FailureKind.HANDSHAKE_TIMEOUT, "no answer to the upgrade within 60.0 s"))
                .with(failed(20, FailureKind.HANDSHAKE_TIMEOUT, "no answer to the upgrade within 60.0 s"))
                .with(failed(21, FailureKind.HTTP_STATUS, "503 in place of 101"))
                .with(ClientOutcome.connecting(22));

        assertThatThrownBy(() -> assertThat(fleet).allConnected()).hasMessage("""
                        4 of 1,000 clients did not connect

                          seen      2 x not connected: handshake timeout
                                    1 x not connected: HTTP status
                                    1 x still connecting
                          when      10.0 ms after the fleet began
                          cause     unexplained: nothing that is known fits what was seen
                          first     client 17: handshake timeout: no answer to the upgrade within 60.0 s
                                    client 20: handshake timeout: no answer to the upgrade within 60.0 s
                                    client 21: HTTP status: 503 in place of 101
                                    client 22: still connecting
                          seed      42""");
    }

    @Test
    void aFleetWithoutClientsHasNothingToJudge() {
        assertThatThrownBy(() -> assertThat(FleetFixture.open(0)).allConnected())
                .hasMessage("the fleet has no clients, so there is nothing to judge");
    }

    @Test
    void failuresAreThoseOfConnectingAndErrorsWithTheStackTraceOfTheFirst() {
        IllegalStateException boom = new IllegalStateException("TEXT_FULL_WRITING");
        boom.setStackTrace(new StackTraceElement[] {new StackTraceElement("com.acme.Chat", "say", "Chat.java", 17)});
        FleetFixture fleet = FleetFixture.open(1000)
                .with(failed(17, FailureKind.REFUSED, "nothing listens on port 8080"))
                .with(new FleetError(Origin.ENDPOINT, -1, boom))
                .with(new FleetError(Origin.SCRIPT, 4, new AssertionError("no welcome")));

        assertThatThrownBy(() -> assertThat(fleet).hasNoFailures())
                .hasSuppressedException(boom)
                .message()
                .matches("""
                        1 of 1,000 clients did not connect, and there were 2 errors

                          seen      1 x not connected: connection refused
                                    1 x error of endpoint: java.lang.IllegalStateException
                                    1 x error of script: java.lang.AssertionError
                          when      10.0 ms after the fleet began
                          cause     two threads write to one connection at the same time, and the container \\(Tomcat\\) refuses the second \\(field guide F10\\)
                          because   seen 1 time, first: java.lang.IllegalStateException: TEXT_FULL_WRITING, at com.acme.Chat.say\\(Chat.java:17\\)
                          remedy    send through one thread for each connection, or lock the session around every send; Spring:
                                    ConcurrentWebSocketSessionDecorator
                          also      1 of 1 client that ended badly is not explained by this
                          first     client 17: connection refused: nothing listens on port 8080
                          errors    endpoint: java.lang.IllegalStateException: TEXT_FULL_WRITING, at com.acme.Chat.say\\(Chat.java:17\\)
                                    script, client 4: java.lang.AssertionError: no welcome, at\\s+.*
                          seed      42""");
    }

    @Test
    void errorsAloneFailToo() {
        FleetFixture fleet = FleetFixture.open(1000).with(new FleetError(Origin.SEND, 3, new RuntimeException("full")));

        assertThatThrownBy(() -> assertThat(fleet).hasNoFailures()).message().startsWith("1 error\n");
    }
}
