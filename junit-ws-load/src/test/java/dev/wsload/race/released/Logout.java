package dev.wsload.race.released;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.wire.CloseCode.GOING_AWAY;
import static dev.wsload.wire.CloseCode.POLICY_VIOLATION;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHeaders;
import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user would test: eight sockets of one login, one of them logs out, and none may stay open. */
@WsLoad(clients = 8, connectsInFlight = 1, boundHandshakes = true)
abstract class Logout {
    private final Account account = Account.start();
    private final String message;
    private String cookie;

    private Logout(String message) {
        this.message = message;
    }

    @BeforeEach
    void logIn() throws IOException {
        cookie = account.login();
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @WsUri
    URI uri() {
        return account.uri();
    }

    @WsHeaders
    Map<String, String> headersOf(int client) {
        return Map.of("Cookie", cookie);
    }

    @WsConnectedWhen
    int sockets() {
        return account.sockets();
    }

    @Test
    void closesAllSocketsOfTheLogin(WsFleet fleet) {
        fleet.run(client -> {
            if (client.index() == 0) {
                client.send(message);
            }
            client.awaitClosure(within(Duration.ofSeconds(5)));
        });

        assertThat(fleet).closedOnlyWith(GOING_AWAY, POLICY_VIOLATION);
    }

    /** The server walks over its list, and nothing removes from it meanwhile. */
    static class OfAnOpenSocket extends Logout {
        OfAnOpenSocket() {
            super("log out");
        }
    }

    /** The walk meets the socket that was closed just before, ends its connection, and with it removes it from the list. */
    static class OfAClosedSocket extends Logout {
        OfAClosedSocket() {
            super("close and log out");
        }
    }
}
