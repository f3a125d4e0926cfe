package dev.wsload;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.RaceWatch;
import dev.wsload.harness.WsFleet;
import dev.wsload.race.RaceRules;
import dev.wsload.race.subject.Chats;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.EngineRun;
import dev.wsload.testkit.FaultyServer.Defect;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test with {@link RaceCheck} says: each fixture in a JVM of its own, with the agent or without. */
@Timeout(120)
class RaceCheckTests {
    private static final String CODE = "dev.wsload.race.subject";

    private static String with(ChildJvm jvm, Class<?> fixture) {
        return String.join("\n", jvm.run(EngineRun.class, "junit-jupiter", fixture.getName()));
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class Racy {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.racy();

        @Test
        void broadcasts(WsFleet fleet) {
            for (int i = 0; i < 3; i++) {
                fleet.run(fanOut().senders(8).messages(60));
            }
        }
    }

    @Test
    void aRaceFailsTheTestWithBothStacks() {
        assertThat(with(ChildJvm.withAgent(), Racy.class))
                .startsWith("FAILED\n")
                .containsPattern("\\d+ data races? in dev.wsload.race.subject\n")
                .containsPattern("""
                          race      .*
                          one       (read|write) by "wsload-host I/O-\\d", holding no lock
                                      at dev.wsload.race.subject.*
                        """)
                .containsPattern("""
                          another   (read|write) by "wsload-host I/O-\\d", holding no lock
                                      at dev.wsload.race.subject.*
                        """)
                .contains("  between   nothing: neither holds a lock")
                .contains("  remedy    ")
                .containsPattern(
                        "\n\n  again     mvn test '-Dtest=RaceCheckTests\\$Racy#broadcasts' -Dwsload.seed=-?\\d+$");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class Right {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void broadcasts(WsFleet fleet) {
            fleet.run(fanOut().senders(8).messages(40));

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .as("threads enough for clients not to come all to one")
                    .contains("wsload-host I/O-8");
        }
    }

    @Test
    void aRightEndpointPasses() {
        assertThat(with(ChildJvm.withAgent(), Right.class)).isEqualTo("SUCCESSFUL");
    }

    @Test
    void withoutTheAgentInTheCommandLineItIsAttached() {
        assertThat(with(ChildJvm.with("-XX:+EnableDynamicAgentLoading"), Racy.class))
                .startsWith("FAILED\n")
                .contains("data race");
    }

    @Test
    void whereNoAgentCanBeAttachedTheLineToPasteIsSaid() {
        assertThat(with(ChildJvm.with("-XX:+DisableAttachMechanism"), Right.class))
                .startsWith("FAILED\nthe race detector's agent is not in this JVM, and could not be attached (")
                .contains("add <argLine>-javaagent:")
                .contains("junit-ws-load")
                .endsWith("</argLine> to the configuration of maven-surefire-plugin");
    }

    @WsLoad(clients = 2, settleTime = "100 ms")
    @RaceCheck(packages = "com.example.elsewhere")
    static class Elsewhere {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void broadcasts(WsFleet fleet) {
            fleet.run(fanOut().messages(3));
        }
    }

    @Test
    void packagesWithoutAClassAreNoPass() {
        assertThat(with(ChildJvm.withAgent(), Elsewhere.class))
                .isEqualTo(
                        "FAILED\ndata races were not judged: no class of com.example.elsewhere is loaded in this JVM: name the"
                                + " packages (not the classes) of the endpoint, and let it run here");
    }

    @WsLoad(clients = 2, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class InAnotherProcess {
        private static final ChildServer SERVER = ChildServer.start(Defect.NONE);

        @WsUri
        final String uri = SERVER.uri().toString();

        @Test
        void echoes(WsFleet fleet) {
            fleet.run(echo().messages(3));
        }
    }

    @Test
    void anEndpointInAnotherProcessIsRefused() {
        assertThat(with(ChildJvm.withAgent(), InAnotherProcess.class))
                .startsWith("FAILED\n")
                .containsPattern(
                        "data races can only be seen in this JVM, and ws://127.0.0.1:\\d+/ is in process \\d+: host the"
                                + " endpoint");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class Latency {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void isFast(WsFleet fleet) {
            fleet.run(fanOut().senders(8).messages(5));

            assertThat(fleet).latency().p99().isAtMost(Duration.ofMinutes(1));
        }
    }

    static class LatencyByHand {
        @Test
        void isFast() {
            RaceWatch watch = RaceWatch.begin(RaceRules.of(CODE));
            try (watch;
                    WsFleet fleet =
                            WsFleet.hosting("/room", Chats.right()).clients(8).connect()) {
                fleet.run(fanOut().senders(8).messages(5));

                assertThat(fleet).healthyClients().latency().p99().isAtMost(Duration.ofMinutes(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Latency.class, LatencyByHand.class})
    void latencyIsNotJudged(Class<?> fixture) {
        assertThat(with(ChildJvm.withAgent(), fixture))
                .isEqualTo(
                        "FAILED\ncannot judge message latency in a run that is watched for data races, which makes it several"
                                + " times slower: assert it in a test without a race check");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(
            packages = CODE,
            suppress = @RaceCheck.Suppress(value = CODE + ".Chats.Racy", because = "shows what a suppression does"))
    static class Suppressed {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.racy();

        @Test
        void broadcasts(WsFleet fleet) {
            fleet.run(fanOut().senders(8).messages(40));
        }
    }

    @Test
    void whatIsSuppressedIsNotReported() {
        assertThat(with(ChildJvm.withAgent(), Suppressed.class)).isEqualTo("SUCCESSFUL");
    }

    @WsLoad(clients = 1)
    @RaceCheck(packages = CODE, suppress = @RaceCheck.Suppress(value = CODE + ".Chats", because = " "))
    static class WithoutAReason {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void broadcasts(WsFleet fleet) {}
    }

    @Test
    void aSuppressionNeedsAReason() {
        assertThat(TestRun.of(WithoutAReason.class).failure())
                .hasMessage(
                        "@RaceCheck on WithoutAReason: because = \"\" of the suppression of dev.wsload.race.subject.Chats,"
                                + " must say why it is right: whoever reads it next has no other source");
    }

    @WsLoad(clients = 1)
    @RaceCheck(packages = {})
    static class WithoutPackages {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void broadcasts(WsFleet fleet) {}
    }

    @Test
    void packagesMustBeNamed() {
        assertThat(TestRun.of(WithoutPackages.class).failure())
                .hasMessage(
                        "@RaceCheck on WithoutPackages: packages = {}, must name those of the code under test, such as"
                                + " \"com.acme.chat\"");
    }
}
