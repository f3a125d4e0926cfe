package dev.wsload.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUriTests {
    private static final String WRITE = ": write ws://host:port/path or wss://host:port/path";

    @ParameterizedTest
    @ValueSource(
            strings = {"ws://localhost", "wss://staging:8443/chat?room=1", "WS://[::1]:8080/", "ws://10.0.0.1/a%20b"})
    void websocketUrisAreTaken(String uri) {
        assertThat(EndpointUri.parse(uri)).hasToString(uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://localhost/chat | "http://localhost/chat" has the scheme http
                    //localhost/chat      | "//localhost/chat" has no scheme
                    localhost:8080/chat   | "localhost:8080/chat" has the scheme localhost
                    ws:///chat            | "ws:///chat" has no host
                    ws:chat               | "ws:chat" has no host
                    ws://my_host/chat     | "ws://my_host/chat" has no host
                    ws://localhost:0/chat | "ws://localhost:0/chat" has the port 0
                    ws://localhost:65536  | "ws://localhost:65536" has the port 65536
                    ws://localhost/#top   | "ws://localhost/#top" has a fragment
                    ws://localhost/a b    | "ws://localhost/a b" is no URI (Illegal character in path at index 16)
                    ws://me:pw@host/chat  | "ws://...@host" holds credentials; send an Authorization header
                    """)
    void anythingElseIsRefusedInOneSentence(String uri, String why) {
        assertThatThrownBy(() -> EndpointUri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the endpoint's URI " + why + WRITE);
    }

    @ParameterizedTest
    @CsvSource({
        // The path and the query stay.
        "ws://localhost:8080/chat?room=1, wss://staging,             wss://staging/chat?room=1",
        "ws://localhost:8080/chat?room=1, wss://staging:8443/,       wss://staging:8443/chat?room=1",
        "ws://localhost:8080/a%20b,       ws://[::1]:9,              ws://[::1]:9/a%20b",
        "ws://localhost:8080,             wss://staging/,            wss://staging",
        // A query of the override wins.
        "ws://localhost:8080/chat?room=1, wss://staging?token=x,     wss://staging/chat?token=x",
        "ws://localhost:8080/chat,        wss://staging/?token=x%26, wss://staging/chat?token=x%26",
        // A path of the override wins, and takes the query with it.
        "ws://localhost:8080/chat?room=1, wss://staging/v2/chat,     wss://staging/v2/chat",
        "ws://localhost:8080/chat?room=1, wss://staging/v2?room=2,   wss://staging/v2?room=2",
    })
    void anOverrideReplacesSchemeHostAndPortAndKeepsThePathUnlessItHasOne(
            String original, String override, String result) {
        assertThat(EndpointUri.override(URI.create(original), URI.create(override)))
                .hasToString(result);
    }

    @Test
    void anOverrideMustBeAWebsocketUri() {
        assertThatThrownBy(() -> EndpointUri.override(URI.create("ws://a/b"), URI.create("https://staging")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the endpoint's URI \"https://staging\" has the scheme https" + WRITE);
    }
}
