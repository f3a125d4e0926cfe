package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.machine.Descriptors;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Phase;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class FailuresTests {
    private static final UnknownHostException UNKNOWN = new UnknownHostException("chat.example.com");

    @Test
    void aResolverThatHasNoDescriptorIsNoUnknownHost() {
        assertThat(Failures.unknownHost(UNKNOWN, "chat.example.com", new Descriptors(1_024, 4_096, 1_022)))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NO_DESCRIPTORS))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.RESOLVE))
                .satisfies(failure -> assertThat(failure.detail())
                        .isEqualTo("the host name chat.example.com could not be looked up: this process has 1,022 of"
                                + " 1,024 files open"));
    }

    @Test
    void withDescriptorsLeftItIsOne() {
        assertThat(Failures.unknownHost(UNKNOWN, "chat.example.com", new Descriptors(1_024, 4_096, 1_000))
                        .kind())
                .isEqualTo(FailureKind.UNKNOWN_HOST);
    }

    @Test
    void whatTheJdkThrowsHasItsKind() {
        assertKind(new IOException("Too many open files"), FailureKind.NO_DESCRIPTORS);
        assertKind(new BindException("Cannot assign requested address"), FailureKind.NO_PORTS);
        assertKind(new ConnectException("Connection refused"), FailureKind.REFUSED);
        assertKind(new ConnectException("Connection timed out"), FailureKind.CONNECT_TIMEOUT);
        assertKind(new IOException("Connection reset by peer"), FailureKind.RESET);
        assertKind(new IOException("No buffer space available"), FailureKind.OUT_OF_MEMORY);
        assertKind(new IOException("Cannot allocate memory"), FailureKind.OUT_OF_MEMORY);
        assertKind(
                new OutOfMemoryError("Cannot reserve 65536 bytes of direct buffer memory"), FailureKind.OUT_OF_MEMORY);
        assertKind(new IllegalStateException("who knows"), FailureKind.OTHER);
    }

    private static void assertKind(Throwable thrown, FailureKind kind) {
        assertThat(Failures.whileConnecting(thrown))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
                .satisfies(failure -> assertThat(failure.cause()).contains(thrown));
    }
}
