package dev.wsload;

import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsload.harness.WsFleet;
import dev.wsload.race.subject.Chats;
import dev.wsload.race.subject.Lobby;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails beside the races of an endpoint may have come of them, so they are told first. */
@Timeout(240)
class RaceCheckOrderTests {
    private static final String CODE = "dev.wsload.race.subject";
    private static final String BOOM = "boom";

    private static String run(Class<?> fixture) {
        return String.join("\n", ChildJvm.withAgent().run(EngineRun.class, "junit-jupiter", fixture.getName()));
    }

    @WsLoad(clients = 8, handshakeTimeout = "8 s")
    @RaceCheck(packages = CODE)
    static class NotRegistered {
        @WsHosted("/lobby")
        final WebSocketConnectionCallback lobby = new Lobby();

        @WsConnectedWhen
        int members() {
            return 5;
        }

        @Test
        void everybodyIsIn(WsFleet fleet) {}
    }

    @Test
    void racesAreToldBeforeClientsThatAreNotRegistered() {
        assertThat(run(NotRegistered.class))
                .containsPattern("^FAILED\n\\d data races? in dev.wsload.race.subject\n")
                .containsPattern("\n\n  again     mvn test '-Dtest=RaceCheckOrderTests\\$NotRegistered#everybodyIsIn'"
                        + " -Dwsload.seed=-?\\d+\nAND the server has registered 5 of 8 clients after 8 s\n");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    abstract static class InALobby {
        @WsHosted("/lobby")
        final WebSocketConnectionCallback lobby = new Lobby();
    }

    static class InTheTest extends InALobby {
        @Test
        void fails(WsFleet fleet) {
            throw new AssertionError(BOOM);
        }
    }

    static class InAnAssumption extends InALobby {
        @Test
        void fails(WsFleet fleet) {
            assumeTrue(false, BOOM);
        }
    }

    @ExtendWith(Resolver.class)
    static class InAParameter extends InALobby {
        @Test
        void fails(WsFleet fleet, Integer number) {}
    }

    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Integer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            throw new IllegalStateException(BOOM);
        }
    }

    static class AfterTheTest extends InALobby {
        @Test
        void fails(WsFleet fleet) {}

        @AfterEach
        void cleanUp() {
            throw new IllegalStateException(BOOM);
        }
    }

    @RaceCheck(packages = CODE)
    static class BeforeTheTest {
        @BeforeEach
        void prepare() {
            try (WsFleet fleet =
                    WsFleet.hosting("/lobby", new Lobby()).clients(8).connect()) {
                throw new IllegalStateException(BOOM + " among " + fleet.clients());
            }
        }

        @Test
        void fails() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                InTheTest.class,
                InAnAssumption.class,
                InAParameter.class,
                AfterTheTest.class,
                BeforeTheTest.class
            })
    void racesAreToldBeforeWhatIsThrown(Class<?> fixture) {
        assertThat(run(fixture))
                .containsPattern("^FAILED\n\\d data races? in dev.wsload.race.subject\n")
                .containsPattern("\nAND .*" + BOOM)
                .doesNotContainPattern("AND \\d data");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = CODE)
    static class InARightRoom {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void fails(WsFleet fleet) {
            fleet.run(fanOut().senders(8).messages(40));
            throw new AssertionError(BOOM);
        }
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = "com.example.elsewhere")
    static class NotJudged {
        @WsHosted("/lobby")
        final WebSocketConnectionCallback lobby = new Lobby();

        @Test
        void fails(WsFleet fleet) {
            throw new AssertionError(BOOM);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {InARightRoom.class, NotJudged.class})
    void withoutRacesTheTestFailsWithItsOwn(Class<?> fixture) {
        assertThat(run(fixture)).isEqualTo("FAILED\n" + BOOM);
    }

    @ExtendWith(Forgiving.class)
    static class Forgiven extends NotJudged {}

    static final class Forgiving implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable thrown) {}
    }

    @Test
    void whatAnotherExtensionForgivesIsStillNotJudged() {
        assertThat(run(Forgiven.class))
                .startsWith("FAILED\ndata races were not judged: no class of com.example.elsewhere");
    }
}
