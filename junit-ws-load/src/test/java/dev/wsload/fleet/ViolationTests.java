package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.LoadPlan;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that breaks RFC 6455 is told so with the right close code, and the closure names the broken rule. */
class ViolationTests {
    static Stream<Arguments> violations() {
        return Stream.of(
                violation("a masked frame", 1002, 0x81, 0x81, 1, 2, 3, 4, 'x' ^ 1),
                violation("a reserved bit", 1002, 0xC1, 1, 'x'),
                violation("a reserved data opcode", 1002, 0x83, 0),
                violation("a reserved control opcode", 1002, 0x8B, 0),
                violation("a fragmented ping", 1002, 0x09, 0),
                violation("a ping of 126 bytes", 1002, 0x89, 126, 0, 126),
                violation("a continuation of nothing", 1002, 0x80, 1, 'x'),
                violation("a text inside a fragmented one", 1002, 0x01, 1, 'x', 0x81, 1, 'y'),
                violation("a length that is not minimal, 16 bits", 1002, 0x82, 126, 0, 5, 1, 2, 3, 4, 5),
                violation("a length that is not minimal, 64 bits", 1002, 0x82, 127, 0, 0, 0, 0, 0, 0, 0, 5),
                violation("a length with the highest bit", 1002, 0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0),
                violation("text that is not UTF-8", 1007, 0x81, 2, 0xC3, 0x28),
                violation("text cut within a character", 1007, 0x81, 1, 0xC3),
                violation("a close frame of one byte", 1002, 0x88, 1, 3),
                violation("close code 0", 1002, 0x88, 2, 0, 0),
                violation("close code 999", 1002, 0x88, 2, 0x03, 0xE7),
                violation("close code 1004", 1002, 0x88, 2, 0x03, 0xEC),
                violation("close code 1005", 1002, 0x88, 2, 0x03, 0xED),
                violation("close code 1006", 1002, 0x88, 2, 0x03, 0xEE),
                violation("close code 1015", 1002, 0x88, 2, 0x03, 0xF7),
                violation("close code 2999", 1002, 0x88, 2, 0x0B, 0xB7),
                violation("close code 5000", 1002, 0x88, 2, 0x13, 0x88),
                violation("a close reason that is not UTF-8", 1007, 0x88, 4, 0x03, 0xE8, 0xC3, 0x28));
    }

    private static Arguments violation(String name, int answer, int... bytes) {
        return Arguments.of(name, answer, bytes);
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @MethodSource("violations")
    void aViolationIsAnsweredWithItsCode(String name, int expected, int[] bytes) throws Exception {
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        Closure closure = closure(peer -> {
            peer.accept();
            peer.send(bytes);
            answer.complete(peer.readClose());
            peer.fin();
        });
        assertThat(answer.get(10, TimeUnit.SECONDS).closeCode()).isEqualTo(expected);
        assertThat(closure.violation()).isPresent();
        assertThat(closure.initiator()).isEqualTo(Initiator.CLIENT);
        assertThat(closure.clean()).isFalse();
    }

    @Test
    void aCode1006InsideAFrameIsNoLostConnection() {
        Closure closure = closure(peer -> {
            peer.accept();
            peer.close(1006, "");
            peer.readClose();
            peer.fin();
        });
        assertThat(closure.violation())
                .hasValueSatisfying(rule -> assertThat(rule).contains("1006"));
    }

    @Test
    void goodMessagesBeforeTheViolationAreDelivered() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.text("good");
                    peer.send(0x83, 0);
                    peer.readClose();
                    peer.fin();
                });
                ClientFleet fleet = ClientFleet.start(server.uri(), plan())) {
            fleet.awaitConnected();
            fleet.client(0).expect("good", within(Duration.ofSeconds(10)));
            Closure closure = fleet.client(0).awaitClosure(within(Duration.ofSeconds(10)));
            assertThat(closure.violation()).isPresent();
        }
    }

    @Test
    void aServerThatKeepsTheRulesHasBrokenNone() {
        Closure closure = closure(peer -> {
            peer.accept();
            peer.send(0x01, 2, 0xC3, 0xBC, 0x89, 0, 0x80, 0, 0x88, 0);
            peer.readClose();
            peer.fin();
        });
        assertThat(closure.violation()).isEqualTo(Optional.empty());
    }

    private static LoadPlan plan() {
        return LoadPlan.builder()
                .clients(1)
                .closeTimeout(Duration.ofSeconds(20))
                .plan();
    }

    private static Closure closure(ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(script);
                ClientFleet fleet = ClientFleet.start(server.uri(), plan())) {
            fleet.awaitConnected();
            return fleet.client(0).awaitClosure(within(Duration.ofSeconds(20)));
        }
    }
}
