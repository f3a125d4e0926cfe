package dev.wsload.harness;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetFixture;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorsTests {
    private final FleetFixture fleet = FleetFixture.open(200);
    private final Errors errors =
            new Errors(fleet, RunningEndpoint.external(new Endpoint.External(URI.create("ws://localhost:1/"))));

    @Test
    void aHundredErrorsOfSeveralKindsAreCountedExactly() {
        add(60, Origin.SEND, new IllegalStateException("full"));
        add(60, Origin.CALLBACK, new IllegalStateException("full"));

        assertThatThrownBy(errors::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("120 unexpected errors\n");
    }

    @Test
    void aHundredErrorsOfOneKindAreAtLeastSoMany() {
        add(100, Origin.SEND, new IllegalStateException("full"));
        add(1, Origin.CALLBACK, new IllegalStateException("full"));

        assertThatThrownBy(errors::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("at least 101 unexpected errors\n");
    }

    @Test
    void expectedErrorsDoNotBlurTheCountOfTheOthers() {
        add(100, Origin.SEND, new IllegalStateException("full"));
        add(1, Origin.SEND, new UnsupportedOperationException("never"));
        errors.expect(IllegalStateException.class);

        assertThatThrownBy(errors::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("1 unexpected error\n");
    }

    private void add(int number, Origin origin, Throwable cause) {
        IntStream.range(0, number).forEach(client -> fleet.with(new FleetError(origin, client, cause)));
    }
}
