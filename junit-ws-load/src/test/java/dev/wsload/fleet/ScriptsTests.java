package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.client.WsClient;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
class ScriptsTests {
    @Test
    void aScriptIsPlayedByEveryOpenClientAtTheSameTime() {
        Queue<Integer> played = new ConcurrentLinkedQueue<>();
        CyclicBarrier everyone = new CyclicBarrier(50);
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 51)) {
            fleet.client(7).close(CloseCode.NORMAL_CLOSURE);
            fleet.play(client -> {
                everyone.await(30, TimeUnit.SECONDS);
                client.send("hello " + client.index());
                client.expect("hello " + client.index(), within(Duration.ofSeconds(30)));
                played.add(client.index());
            });

            assertThat(played).hasSize(50).doesNotHaveDuplicates().doesNotContain(7);
            assertThat(fleet.errors()).isEmpty();
        }
    }

    @Test
    void whatAScriptThrowsIsReportedWithItsClientAndStopsNoOther() {
        Queue<Integer> played = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 4)) {
            fleet.play(client -> {
                switch (client.index()) {
                    case 1 -> throw new IOException("checked");
                    case 2 -> throw new AssertionError("an assertion");
                    default -> played.add(client.index());
                }
            });

            assertThat(played).containsExactlyInAnyOrder(0, 3);
            assertThat(fleet.errors()).extracting(FleetError::origin).containsOnly(Origin.SCRIPT);
            assertThat(fleet.errors())
                    .extracting(error -> error.client() + ": " + error.cause().getMessage())
                    .containsExactlyInAnyOrder("1: checked", "2: an assertion");
        }
    }

    @Test
    void aScriptNeedsAnOpenClient() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 2)) {
            fleet.ending().end();

            assertThatThrownBy(() -> fleet.play(WsClient::index))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a script needs an open client, and of 2 none is");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void before21MoreThan4096ScriptsAreRefused() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            List<WsClient> tooMany = Collections.nCopies(4_097, fleet.client(0));

            assertThatThrownBy(() -> new Scripts(new ErrorLog()).play(WsClient::index, tooMany))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "a script for 4097 clients needs as many threads, and before JDK 21 these are platform"
                                    + " threads, at most 4096 here: run on JDK 21 or later, or use a workload, which needs none");
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void from21OnScriptsRunOnVirtualThreads() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 2)) {
            fleet.play(client -> threads.add(Thread.currentThread().toString()));

            assertThat(threads).hasSize(2).allSatisfy(thread -> assertThat(thread)
                    .startsWith("VirtualThread"));
        }
    }
}
