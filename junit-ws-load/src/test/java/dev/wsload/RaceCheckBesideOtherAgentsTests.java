package dev.wsload;

import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.wsload.agent.OlderCodeRun;
import dev.wsload.harness.WsFleet;
import dev.wsload.race.subject.Chats;
import dev.wsload.race.subject.Chats.Moderator;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jacoco.agent.rt.RT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

/**
 * Coverage and mocks come with agents that rewrite the same classes: JaCoCo's, whose probes all threads write without an order, and
 * Mockito's, which comes in the command line or attaches itself. Races are found beside them, nothing else is, and they do their work.
 */
@Timeout(240)
class RaceCheckBesideOtherAgentsTests {
    private static final String CODE = "dev.wsload.race.subject";

    @TempDir
    private Path directory;

    /** Which agent the command line names first. */
    enum Order {
        BEFORE,
        AFTER;

        ChildJvm with(String other) {
            List<String> options = new ArrayList<>(List.of(ChildJvm.agent(), "-XX:+EnableDynamicAgentLoading"));
            options.add(this == BEFORE ? 1 : 0, other);
            return ChildJvm.with(options.toArray(String[]::new));
        }
    }

    private static String of(ChildJvm jvm, Class<?> fixture) {
        return String.join("\n", jvm.run(EngineRun.class, "junit-jupiter", fixture.getName()));
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    // ---- JaCoCo

    private String jacoco() {
        return "-javaagent:" + jarOf(RT.class) + "=destfile=" + coverage();
    }

    private Path coverage() {
        return directory.resolve("jacoco.exec");
    }

    /** A class stands in the file once one of its probes was hit. */
    private String covered() throws IOException {
        return Files.readString(coverage(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void aRightEndpointPassesAndIsCovered(Order order) throws IOException {
        assertThat(of(order.with(jacoco()), RaceCheckTests.Right.class)).isEqualTo("SUCCESSFUL");

        assertThat(covered()).contains("dev/wsload/race/subject/Chats$Right");
    }

    @ParameterizedTest
    @EnumSource
    void aRaceIsFoundInCodeThatIsCovered(Order order) throws IOException {
        assertThat(of(order.with(jacoco()), RaceCheckTests.Racy.class))
                .startsWith("FAILED\n")
                .contains("race      dev.wsload.race.subject.Chats$Racy.said")
                .doesNotContain("an element, in");

        assertThat(covered()).contains("dev/wsload/race/subject/Chats$Racy");
    }

    /** There the probes are got in another way. */
    @Test
    void codeOfOlderClassFilesIsCoveredToo() throws IOException {
        ChildJvm jvm = Order.BEFORE.with(jacoco());

        assertThat(jvm.run(OlderCodeRun.class)).containsExactly("alive: true, not instrumented: Optional.empty");
        assertThat(covered()).contains("org/HdrHistogram/Histogram");
    }

    // ---- Mockito

    private static String mockito() {
        return "-javaagent:" + jarOf(Mockito.class);
    }

    private static Moderator lenient() {
        Moderator moderator = mock(Moderator.class);
        when(moderator.allows(anyString())).thenReturn(true);
        return moderator;
    }

    @WsLoad(clients = 16, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class MockedBeforeTheWatch {
        private final Moderator moderator = lenient();

        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.moderated(() -> moderator);

        @Test
        void broadcasts(WsFleet fleet) {
            fleet.run(fanOut().senders(16).messages(40));
        }
    }

    @WsLoad(clients = 16, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class MockedUnderWatch {
        private volatile Moderator moderator;

        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.moderated(() -> moderator);

        @Test
        void broadcasts(WsFleet fleet) {
            moderator = lenient();
            fleet.run(fanOut().senders(16).messages(40));
        }
    }

    /** Mocks the class that has the race, which is retransformed with the hooks in it. */
    @WsLoad(clients = 16, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class RacyBesideMocks {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.racy();

        @Test
        void broadcasts(WsFleet fleet) {
            mock(room.getClass());
            fleet.run(fanOut().senders(16).messages(40));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mocksInPlaceBeforeTheWatchWork(Order order) {
        assertThat(of(order.with(mockito()), MockedBeforeTheWatch.class)).isEqualTo("SUCCESSFUL");
    }

    @ParameterizedTest
    @EnumSource
    void mocksMadeUnderWatchWork(Order order) {
        assertThat(of(order.with(mockito()), MockedUnderWatch.class)).isEqualTo("SUCCESSFUL");
    }

    @ParameterizedTest
    @EnumSource
    void aRaceIsFoundInAClassThatIsMocked(Order order) {
        assertThat(of(order.with(mockito()), RacyBesideMocks.class))
                .startsWith("FAILED\n")
                .contains("race      dev.wsload.race.subject.Chats$Racy.said");
    }

    @Test
    void mockitoMayAttachItself() {
        ChildJvm jvm = ChildJvm.with(ChildJvm.agent(), "-XX:+EnableDynamicAgentLoading");

        assertThat(of(jvm, MockedBeforeTheWatch.class)).isEqualTo("SUCCESSFUL");
        assertThat(of(jvm, MockedUnderWatch.class)).isEqualTo("SUCCESSFUL");
    }

    @Test
    void bothMayAttachThemselves() {
        ChildJvm jvm = ChildJvm.with("-XX:+EnableDynamicAgentLoading");

        assertThat(of(jvm, MockedUnderWatch.class)).isEqualTo("SUCCESSFUL");
        assertThat(of(jvm, RacyBesideMocks.class))
                .startsWith("FAILED\n")
                .contains("race      dev.wsload.race.subject.Chats$Racy.said");
    }
}
