package dev.wsload.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointTests {
    @Test
    void anExternalEndpointHasAWebsocketUri() {
        assertThatThrownBy(() -> new Endpoint.External(URI.create("http://localhost/chat")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the endpoint's URI \"http://localhost/chat\" has the scheme http: "
                        + "write ws://host:port/path or wss://host:port/path");
    }

    @Test
    void aHostedPathIsAbsolute() {
        assertThatThrownBy(() -> new Endpoint.HostedHandler("echo", new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the path \"echo\" of a hosted endpoint must begin with \"/\"");
        assertThatThrownBy(() -> new Endpoint.HostedClasses(List.of(Object.class), "chat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the path \"chat\" of a hosted endpoint must begin with \"/\"");
    }

    @Test
    void somethingMustBeHosted() {
        assertThatThrownBy(() -> new Endpoint.HostedHandlers(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing to host: give at least one handler");
        assertThatThrownBy(() -> new Endpoint.HostedClasses(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing to host: give at least one endpoint class");
    }

    @Test
    void anExternalServerShowsNoErrorsOfItsOwn() {
        try (RunningEndpoint running =
                RunningEndpoint.external(new Endpoint.External(URI.create("wss://staging/chat")))) {
            assertThat(running.uri()).hasToString("wss://staging/chat");
            assertThat(running.uncaught()).isEmpty();
            assertThat(running.uncaughtCount()).isZero();
        }
    }
}
