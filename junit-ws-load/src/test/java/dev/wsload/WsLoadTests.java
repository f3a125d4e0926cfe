package dev.wsload;

import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.wsload.harness.FleetNotConnectedError;
import dev.wsload.harness.MachineTooSmallError;
import dev.wsload.harness.WsFleet;
import dev.wsload.machine.Descriptors;
import dev.wsload.plan.ConnectMode;
import dev.wsload.testkit.UndertowServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** The annotation in the life of a test, against a server that somebody else runs. */
@TestInstance(PER_CLASS)
class WsLoadTests {
    private static final String SERVER = "${echo.uri}";

    private UndertowServer server;

    @BeforeAll
    void startServer() {
        server = UndertowServer.start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @WsLoad(clients = 5, uri = SERVER)
    static class Life {
        private int prepared;
        private int ran;
        private WsFleet seen;

        @BeforeEach
        void prepare() {
            prepared++;
        }

        @Test
        void test(WsFleet fleet) {
            ran++;
            seen = fleet;
            assertThat(prepared).isEqualTo(1);
            assertThat(fleet.open()).isEqualTo(5);
            assertThat(fleet.run(echo().messages(3)).delivery().delivered()).isEqualTo(15);
        }

        @AfterEach
        void inspect() {
            assertThat(ran).isEqualTo(1);
            assertThat(seen.open()).isZero();
            assertThat(seen.outcomes()).allMatch(outcome -> outcome.closure().clean());
        }
    }

    @Test
    void theFleetLivesFromTheLastBeforeEachToTheFirstAfterEach() {
        run(Life.class).succeeds(1);
    }

    @WsLoad(clients = 5, uri = SERVER)
    static class WithoutParameter {
        @Test
        void test() {}
    }

    @Test
    void aTestNeedNotTakeTheFleet() {
        run(WithoutParameter.class).succeeds(1);
    }

    @WsLoad(clients = 2, uri = SERVER)
    static class EveryKindOfTest {
        private WsFleet ofTheFactory;

        @RepeatedTest(2)
        void repeated(WsFleet fleet) {
            assertThat(fleet.open()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int messages, WsFleet fleet) {
            assertThat(fleet.run(echo().messages(messages)).delivery().delivered())
                    .isEqualTo(2L * messages);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(WsFleet fleet) {
            ofTheFactory = fleet;
            return Stream.of("first", "second")
                    .map(name -> dynamicTest(
                            name, () -> assertThat(ofTheFactory.open()).isEqualTo(2)));
        }
    }

    @Test
    void everyInvocationHasAFleetAndAFactoryOneForItsTests() {
        run(EveryKindOfTest.class).succeeds(7);
    }

    @TestInstance(PER_CLASS)
    @WsLoad(clients = 2, uri = SERVER)
    static class OneInstance {
        private WsFleet previous;

        @RepeatedTest(2)
        void test(WsFleet fleet) {
            assertThat(fleet).isNotSameAs(previous);
            assertThat(fleet.open()).isEqualTo(2);
            previous = fleet;
        }
    }

    @Test
    void anInstancePerClassStillHasAFleetPerTest() {
        run(OneInstance.class).succeeds(2);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @WsLoad(clients = 3, uri = SERVER)
    @interface SmallLoad {}

    @SmallLoad
    static class Composed {
        @Test
        void ofTheClass(WsFleet fleet) {
            assertThat(fleet.open()).isEqualTo(3);
        }

        @Test
        @WsLoad(clients = 4, uri = SERVER)
        void ofTheMethod(WsFleet fleet) {
            assertThat(fleet.open()).isEqualTo(4);
        }

        @Nested
        class Inner {
            @Test
            void ofTheEnclosingClass(WsFleet fleet) {
                assertThat(fleet.open()).isEqualTo(3);
            }
        }

        @Nested
        @WsLoad(clients = 5, uri = SERVER)
        class InnerWithItsOwn {
            @Test
            void ofTheNestedClass(WsFleet fleet) {
                assertThat(fleet.open()).isEqualTo(5);
            }
        }
    }

    @WsLoad(clients = 6, uri = SERVER)
    abstract static class Base {}

    static class Derived extends Base {
        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.open()).isEqualTo(6);
        }
    }

    @Test
    void theNearestAnnotationCounts() {
        run(Composed.class).succeeds(4);
        run(Derived.class).succeeds(1);
    }

    @Test
    void parametersOfTheRunOverrideTheAnnotation() {
        TestRun run = run(Derived.class, Map.of("wsload.clients", "7"));

        assertThat(run.failure()).hasMessageContaining("expected: 6").hasMessageContaining("but was: 7");
    }

    @WsLoad(clients = 2, uri = "ws://unreachable.invalid:1/echo")
    static class Elsewhere {
        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.uri().getPath()).isEqualTo("/echo");
            assertThat(fleet.open()).isEqualTo(2);
        }
    }

    @Test
    void theUriOfTheRunReplacesHostAndPortAndKeepsThePath() {
        String elsewhere = "ws://localhost:" + server.uri().getPort();

        TestRun.of(Elsewhere.class, Map.of("wsload.uri", elsewhere)).succeeds(1);
    }

    @Test
    void withTheUriOfTheRunAPlaceholderNeedsNoValue() {
        TestRun.of(Derived.class, Map.of("wsload.uri", server.uri().toString())).succeeds(1);
    }

    @WsLoad(clients = 2, connect = ConnectMode.ATTEMPT)
    static class Refused {
        @WsUri
        static final String NOBODY = "ws://localhost:1/";

        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.failed()).isEqualTo(2);
        }
    }

    @Test
    void anAttemptHandsOverWhateverCame() {
        run(Refused.class).succeeds(1);
    }

    @Test
    void aClientThatMustConnectAndCannotFailsTheTestBeforeItsBody() {
        TestRun run = run(Refused.class, Map.of("wsload.connect", "require", "wsload.seed", "42"));

        assertThat(run.failure())
                .isInstanceOf(FleetNotConnectedError.class)
                .extracting(error -> error.getMessage().replaceFirst("(?<=when {6})[^a]+ms(?= after)", "2 ms"))
                .isEqualTo("""
                        2 of 2 clients could not connect

                          endpoint  ws://localhost:1/
                          seen      2 x connection refused (clients 0, 1): Connection refused
                          when      2 ms after the fleet began
                          connected none
                          cause     nothing listens there (field guide F4)
                          because   the machine answered and refused the connection of 2 clients, so it is up and reachable
                                    no client has ever opened
                          remedy    start the server before the test, and compare host and port
                          unknown   whether it never started or has crashed: its log and exit status say so
                          again     mvn test '-Dtest=WsLoadTests$Refused#test' -Dwsload.seed=42""");
    }

    @WsLoad(clients = 1_000_000, endpoint = Object.class) // what is hosted does not matter: it is not started
    static class TooBig {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aMachineTooSmallFailsTheTestOrSkipsIt() {
        assumeTrue(Descriptors.now().limit() < 2_000_000, "this machine carries a million clients and their server");
        assertThat(run(TooBig.class).failure())
                .isInstanceOf(MachineTooSmallError.class)
                .hasMessageStartingWith("1,000,000 clients and their hosted server need 2,000,");
        assertThat(run(TooBig.class, Map.of("wsload.tooSmall", "skip")).abortion())
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("1,000,000 clients and their hosted server need 2,000,");
    }

    static class Registered {
        @RegisterExtension
        final WsLoadExtension load = WsLoadExtension.to(this::uri).clients(3).build();

        private URI uri;

        @BeforeEach
        void learnThePort() {
            uri = URI.create("ws://localhost:1/echo");
        }

        private URI uri() {
            return uri;
        }

        @Test
        void test(WsFleet fleet) {
            assertThat(fleet.open()).isEqualTo(3);
        }
    }

    @Test
    void theExtensionAsksForItsUriBeforeEachTestAndObeysTheRunToo() {
        TestRun.of(Registered.class, Map.of("wsload.uri", server.uri().toString()))
                .succeeds(1);
    }

    @WsLoad(clients = 2, uri = SERVER)
    static class AnnotatedAndRegistered {
        @RegisterExtension
        final WsLoadExtension load = WsLoadExtension.to("ws://localhost:1/").build();

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theAnnotationAndTheExtensionExcludeEachOther() {
        assertThat(run(AnnotatedAndRegistered.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@WsLoad on AnnotatedAndRegistered: a WsLoadExtension is registered, too; keep one of the"
                        + " two");
    }

    @WsLoad(clients = 3, uri = SERVER)
    static class Members {
        @WsHeaders
        private Map<String, String> headers(int client) {
            if (client == 1) {
                throw new IllegalStateException("no token for client 1");
            }
            return Map.of("Authorization", "token-" + client);
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aCallbackThatThrowsFailsTheTestOnceInAll() {
        assertThat(run(Members.class, Map.of("wsload.seed", "1")).failure())
                .isInstanceOf(FleetNotConnectedError.class)
                .hasMessageContaining("1 of 3 clients could not connect")
                .hasMessageContaining("no token for client 1");
    }

    @WsLoad(clients = 3, uri = SERVER)
    static class Scripted {
        @Test
        void test(WsFleet fleet) {
            fleet.run(client -> {
                throw new IllegalStateException("client " + client.index() + " has nothing to say");
            });
        }
    }

    @Test
    void aScriptThatThrowsFailsTheTestWithOneErrorForAllClients() {
        Throwable failure = run(Scripted.class, Map.of("wsload.seed", "1")).failure();

        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the script failed on 3 of 3 clients\n\n"
                        + "  seen      3 x IllegalStateException \\(clients [0-2], [0-2], [0-2]\\): client [0-2] has"
                        + " nothing to say\n"
                        + "  again     mvn test '-Dtest=WsLoadTests\\$Scripted#test' -Dwsload.seed=1");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @WsLoad(clients = 3, uri = SERVER)
    static class ServerCounts {
        private int asked;

        @WsConnectedWhen
        private int registered() {
            return ++asked;
        }

        @Test
        void test(WsFleet fleet) {
            assertThat(asked).isEqualTo(3);
        }
    }

    @Test
    void theTestStartsOnceTheServerCountsEveryClient() {
        run(ServerCounts.class).succeeds(1);
    }

    @WsLoad(clients = 3, uri = SERVER, seed = 7)
    static class ServerNeverCounts {
        @WsConnectedWhen
        static int registered() {
            return 2;
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aServerThatNeverCountsEveryClientFailsTheTest() {
        assertThat(run(ServerNeverCounts.class, Map.of("wsload.handshakeTimeout", "2 s"))
                        .failure())
                .isInstanceOf(FleetNotConnectedError.class)
                .hasMessage("""
                        the server has registered 2 of 3 clients after 2 s

                          again     mvn test '-Dtest=WsLoadTests$ServerNeverCounts#test' -Dwsload.seed=7""");
    }

    private TestRun run(Class<?> testClass) {
        return run(testClass, Map.of());
    }

    private TestRun run(Class<?> testClass, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("echo.uri", server.uri().toString());
        return TestRun.of(testClass, parameters);
    }
}
