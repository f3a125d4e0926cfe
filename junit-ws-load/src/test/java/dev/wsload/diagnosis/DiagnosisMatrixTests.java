package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.wire.CloseCode.NORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.client.WsClient;
import dev.wsload.fault.StopReading;
import dev.wsload.fault.Victims;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.BelatedServer;
import dev.wsload.testkit.BelatedServer.Habit;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.FaultyServer.Defect;
import dev.wsload.testkit.RestartedServer;
import dev.wsload.testkit.WaywardServer;
import dev.wsload.testkit.WaywardServer.Quirk;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a server of which nothing is known but its URI. It has one defect, and is in a JVM of its own. */
@Timeout(90)
class DiagnosisMatrixTests {
    private static final int CLIENTS = 120;

    /** 0: what the server's process does is seen as well; -1: nothing but what passes on the connections. */
    private static final long LOOK = Long.getLong("wsload.test.process", 0);

    enum Case {
        STALE_DEADLINE(Defect.STALE_DEADLINE, Case::busy, "stale deadline:"),
        STALE_DEADLINE_CUT(Defect.STALE_DEADLINE_CUT, Case::busy, "stale deadline:"),
        LIFETIME(Defect.LIFETIME, Case::busy, "the server ends connections at a fixed age, one of:"),
        IDLE_TIMEOUT(Defect.IDLE_TIMEOUT, Case::busyForAWhile, "idle timeout:"),
        CRASH(Defect.CRASH, Case::busy, "the server's process died"),
        SHUTDOWN(Defect.SHUTDOWN, Case::busy, "the server was shut down"),
        DROPS_ALL(Defect.DROPS_ALL, Case::busy, "all connections were dropped at the same moment, one of:"),
        SLOW_UPGRADE(Defect.SLOW_UPGRADE, Case::none, "upgrades queue:"),
        UPGRADE_DEADLINE(Defect.UPGRADE_DEADLINE, Case::none, "upgrades queue:"),
        ACCEPTS_TWENTY(
                Defect.ACCEPTS_TWENTY,
                Case::none,
                "the server has stopped taking connections after 20, one of: it does not free the places"),
        POOL(Defect.POOL, Case::few, "the server serves 20 clients", Case::slowly),
        WRITERS(
                Defect.WRITERS,
                Case::loud,
                "frames of the server have got into each other on the wire, one of: concurrent writers"),
        MASKED(Defect.MASKED, Case::few, "the server's codec is wrong:"),
        CODE_1006(Defect.CODE_1006, Case::few, "the server sends a close code that may not stand on the wire"),
        NO_STATUS(Defect.NO_STATUS, Case::few, "the server closes without a code"),
        CODE_1011(Defect.CODE_1011, Case::few, "the server failed while it handled a message"),
        STATUS_401(Defect.STATUS_401, Case::none, "the server wants credentials"),
        STATUS_404(Defect.STATUS_404, Case::none, "nothing is at that path"),
        STATUS_302(Defect.STATUS_302, Case::none, "the server redirects the upgrade"),
        STATUS_503(Defect.STATUS_503, Case::none, "the server says that it is overloaded"),
        SKIPS_NEIGHBOUR(
                Defect.SKIPS_NEIGHBOUR,
                Case::someLeave,
                "broadcasts pass over the neighbour of a client that has left:",
                Case::slowly),
        CRASH_IN_HANDSHAKE(Defect.CRASH_IN_HANDSHAKE, Case::none, "the server's process died"),
        ANOTHER_PROTOCOL(Defect.ANOTHER_PROTOCOL, Case::none, "the server ends the connection in place of an answer"),
        STUCK(Defect.STUCK, Case::busy, "the server has stopped answering anybody"),
        CUTS_OFF_BEYOND_TWENTY(
                Defect.CUTS_OFF_BEYOND_TWENTY,
                Case::none,
                "the server lets 20 connections live and turns each further one away"),
        LOSES_SEVENTH(
                Defect.LOSES_SEVENTH, Case::busy, "the server drops messages of connections that live on, one of:"),
        LEAVES_SEVENTH_UNANSWERED(
                Defect.LOSES_SEVENTH,
                Case::few,
                "the server no longer answers messages on these connections, though it answers pings and new clients, one of:"),
        SENDS_TWICE(Defect.SENDS_TWICE, Case::few, "the server sends every message twice, one of:"),
        MIXES_UP(Defect.MIXES_UP, Case::few, "the server mixes its clients up:"),
        LIMIT_OF_TWENTY(
                Defect.LIMIT_OF_TWENTY,
                Case::none,
                "the server takes no more than 20 connections at the same time, one of:"),
        TURNS_AWAY_BEYOND_TWENTY(
                Defect.TURNS_AWAY_BEYOND_TWENTY,
                Case::some,
                "the server lets 20 connections live and turns each further one away",
                Case::slowly),
        CODE_1013_BEYOND_TWENTY(
                Defect.CODE_1013_BEYOND_TWENTY,
                Case::some,
                "the server lets 20 connections live and turns each further one away",
                Case::slowly),
        QUOTA(Defect.QUOTA, Case::inTurn, "the server ends a connection once it has answered 3 messages, one of:"),
        CUT_IN_MESSAGE(Defect.CUT_IN_MESSAGE, Case::few, "the server does not complete its messages, one of:"),
        DEAF(Defect.DEAF, Case::large, "the server does not read what clients send, one of:", fleet -> fleet.clients(5)
                .settleTime(Duration.ofSeconds(1))),
        HANDLERS_STUCK(
                Defect.HANDLERS_STUCK,
                Case::busy,
                "the server has stopped answering messages, though it answers pings"),
        SLOW(
                Defect.SLOW,
                Case::tooMuch,
                "the server is overloaded: it serves everybody, and more slowly than messages come; it handles one message at a time"),
        LOGIN(
                Defect.LOGIN,
                Case::halfOfThemSpeak,
                "the server, or a proxy before it, ends connections that say nothing, one of:"),
        TAKES_OFF_NEIGHBOUR(
                Defect.TAKES_OFF_NEIGHBOUR,
                Case::someLeave,
                "clients that are alive hear no broadcasts, one of:",
                Case::slowly),
        BAD_ACCEPT(Defect.BAD_ACCEPT, Case::none, "the server's answer to the upgrade breaks the protocol"),
        DROPS_HALF(Defect.DROPS_HALF, Case::busy, "a part of the connections was dropped at the same moment, one of:"),
        DROPS_NEW_ONES(
                Defect.DROPS_NEW_ONES,
                Case::some,
                "the server drops every connection as soon as it has opened, one of:"),
        STALLS_IN_MESSAGE(Defect.STALLS_IN_MESSAGE, Case::few, "the server does not complete its messages, one of:"),
        UPPER_CASE(Defect.UPPER_CASE, Case::few, "the server answers with other messages than those that were sent"),
        PATIENT_UPGRADE(Defect.PATIENT_UPGRADE, Case::none, "clients give up too early:", Case::impatiently),
        NEVER_UPGRADES(Defect.NEVER_UPGRADES, Case::none, "the port takes connections, and nobody answers the upgrade"),
        LATE_START(
                Defect.LATE_START,
                Case::none,
                "the server did not answer while the clients waited, and does now",
                Case::impatiently),
        POOL_OF_EIGHT(
                Defect.POOL_OF_EIGHT,
                Case::tooMuch,
                "the server is overloaded: it serves everybody, and more slowly than messages come; it handles about "),
        MESSAGES_QUEUE(
                Defect.SLOW,
                Case::tooSlow,
                "messages wait for each other in the server: it handles one message at a time"),
        EVERY_FOURTH_HANGS(
                Quirk.EVERY_FOURTH_HANGS,
                Case::none,
                "a part of the clients cannot connect, and all others can, one of: one of several servers"),
        STALLS_AT_FIRST(
                Quirk.STALLS_AT_FIRST,
                Case::none,
                "the server did not answer until clients had given up, and does now"),
        EVERY_THIRD_404(
                Quirk.EVERY_THIRD_404,
                Case::none,
                "a part of the clients cannot connect, and all others can, one of: one of several servers"),
        SIXTY_AND_503(
                Quirk.SIXTY_AND_503, Case::none, "the server takes 60 clients and rejects others with HTTP status 503"),
        KEEPS_PLACES(
                Quirk.KEEPS_PLACES,
                Case::comeAndGoForLong,
                "the server has stopped taking connections after 200, one of: it does not free the places"),
        SMALL_BACKLOG(Quirk.SMALL_BACKLOG, Case::none, "connections wait for TCP, and not for the server's handler"),
        ONE_SESSION(Quirk.ONE_SESSION, Case::some, "each new connection ends the one before it", Case::slowly),
        NEWEST_SIXTY(Quirk.NEWEST_SIXTY, Case::some, "each new connection ends the oldest one", Case::slowly),
        SHARD(Quirk.SHARD, Case::few, "a part of the clients gets no answers"),
        FORGETS(Quirk.FORGETS, Case::withAPause, "connections are dead though nobody has ended them, one of:"),
        LATE(Quirk.LATE, Case::few, "replies come later than the test waits for them"),
        PAUSES(Quirk.PAUSES, Case::busy, "the server stood still for longer than 500 ms and went on, one of:"),
        HICCUP(Quirk.HICCUP, Case::withoutPause, "the server stood still for a while and went on, one of: a pause"),
        FIRST_IS_SLOW(Quirk.FIRST_IS_SLOW, Case::withoutPause, "none"),
        EVERY_FOURTH_IS_SLOW(Quirk.EVERY_FOURTH_IS_SLOW, Case::inALoop, "none"),
        BYTE_QUOTA(Quirk.BYTE_QUOTA, Case::ofDifferentSizes, "unexplained:"),
        HEARTBEAT(Quirk.HEARTBEAT, Case::busy, "the server's heartbeat ends connections though", Case::slowly),
        SWEEPS(Quirk.SWEEPS, Case::busy, "the server ends connections in sweeps, one of:", Case::slowly),
        WRITE_DEADLINE(
                Quirk.WRITE_DEADLINE,
                Case::steadily,
                "the server ends connections at the next message once they have a certain age, one of:",
                Case::slowly),
        PART_OF_AN_AGE(
                Quirk.PART_OF_AN_AGE,
                Case::busy,
                "a part of the connections ends at a fixed age, and the others do not, one of:",
                Case::slowly),
        FIRST_MESSAGE(Quirk.FIRST_MESSAGE, Case::later, "the server ends a connection at its first message, one of:"),
        ANOTHER_CODE(Quirk.ANOTHER_CODE, Case::few, "the server answers the clients' close frame with another code"),
        NO_CLOSE_REPLY(Quirk.NO_CLOSE_REPLY, Case::few, "the server does not answer close frames"),
        TCP_FOR_CLOSE(Quirk.TCP_FOR_CLOSE, Case::few, "the server ends TCP in place of an answer to the close frame"),
        EMPTY_PONG(Quirk.EMPTY_PONG, Case::pings, "the server answers pings with pongs that do not carry"),
        NO_PONG(Quirk.NO_PONG, Case::pings, "the server does not answer pings"),
        BREAKS_OFF(Quirk.BREAKS_OFF, Case::someLeave, "broadcasts end at the first client that has gone", Case::slowly),
        NOT_ON_THE_LIST(
                Quirk.NOT_ON_THE_LIST, Case::loud, "clients that are alive hear no broadcast of the server at all"),
        LATE_ON_THE_LIST(
                Quirk.LATE_ON_THE_LIST,
                Case::calmly,
                "the server registers a client only after the handshake has been answered:"),
        A_MOMENT_LATE_ON_THE_LIST(
                Quirk.A_MOMENT_LATE_ON_THE_LIST,
                Case::briskly,
                "the server registers a client only after the handshake has been answered:",
                Case::slowly),
        ON_THE_LIST_ONCE_IT_SPEAKS(
                Quirk.ON_THE_LIST_ONCE_IT_SPEAKS,
                Case::allTalk,
                "clients miss the first broadcasts, and hear later ones, one of: the server puts them on its list after"),
        TWICE_ON_THE_LIST(
                Quirk.TWICE_ON_THE_LIST, Case::loud, "the server sends every message twice to a part of the clients"),
        CHAT(Quirk.CHAT, Case::few, "the server sends every message to everybody: it broadcasts"),
        OTHERS(Quirk.OTHERS, Case::loud, "senders do not hear themselves: it sends to everybody but the sender"),
        ROOMS(Quirk.ROOMS, Case::loud, "broadcasts reach the clients of a part only, one of: several processes"),
        FORTY_AND_1000(
                Quirk.FORTY_AND_1000,
                Case::later,
                "the server lets 40 connections live and turns each further one away"),
        ECHO(Quirk.ECHO, Case::loud, "the server sends messages back to their sender and to nobody else, one of:"),
        ECHO_UNDER_CHURN(
                Quirk.ECHO,
                Case::comeAndGo,
                "nobody but their sender hears broadcasts, one of: the server sends messages back and does"),
        ONE_FRAME_A_READ(
                Habit.ONE_FRAME_A_READ,
                Case::several,
                "the server answers what came before only when more comes, one of: it handles one message each time"),
        DOES_NOT_FLUSH(
                Habit.DOES_NOT_FLUSH,
                Case::few,
                "the server answers what came before only when more comes, one of: replies stay in its buffers"),
        NEVER_FLUSHES_THE_LAST(
                Habit.DOES_NOT_FLUSH,
                Case::steadily,
                "the server answers what came before only when more comes, one of: replies stay in its buffers"),
        CHAT_WITH_A_STRANGER_WHO_DOES_NOT_READ(
                Quirk.CHAT_WITH_A_STRANGER,
                Case::loudAndLarge,
                "the server has stopped answering messages, though it answers pings",
                fleet -> fleet.clients(30)),
        NO_FIN(
                Quirk.NO_FIN,
                Case::few,
                "the server does not complete its messages, one of: its frames lack the FIN bit"),
        LENGTH_OF_126(
                Quirk.LENGTH_OF_126,
                Case::of126,
                "the server does not complete its messages, one of: it announces more than it sends"),
        LENGTH_IN_16_BITS(
                Quirk.LENGTH_IN_16_BITS, Case::of70000, "the server keeps the length of a message in 16 bits"),
        CUTS(Quirk.CUTS, Case::of5000, "messages come back cut after 4,096 bytes, one of:");

        private final Supplier<ChildServer> server;
        private final Consumer<WsFleet> load;
        private final String cause;
        private final UnaryOperator<WsFleetBuilder> how;

        Case(Defect defect, Consumer<WsFleet> load, String cause) {
            this(defect, load, cause, UnaryOperator.identity());
        }

        Case(Defect defect, Consumer<WsFleet> load, String cause, UnaryOperator<WsFleetBuilder> how) {
            this(() -> ChildServer.start(defect), load, cause, how);
        }

        Case(Quirk quirk, Consumer<WsFleet> load, String cause) {
            this(quirk, load, cause, UnaryOperator.identity());
        }

        Case(Quirk quirk, Consumer<WsFleet> load, String cause, UnaryOperator<WsFleetBuilder> how) {
            this(() -> ChildServer.start(WaywardServer.class, quirk.name()), load, cause, how);
        }

        Case(Habit habit, Consumer<WsFleet> load, String cause) {
            this(() -> ChildServer.start(BelatedServer.class, habit.name()), load, cause, UnaryOperator.identity());
        }

        Case(Supplier<ChildServer> server, Consumer<WsFleet> load, String cause, UnaryOperator<WsFleetBuilder> how) {
            this.server = server;
            this.load = load;
            this.cause = cause;
            this.how = how;
        }

        private static WsFleetBuilder slowly(WsFleetBuilder fleet) {
            return fleet.rampUp(Duration.ofSeconds(2));
        }

        private static WsFleetBuilder impatiently(WsFleetBuilder fleet) {
            return fleet.handshakeTimeout(Duration.ofSeconds(1));
        }

        private static void none(WsFleet fleet) {}

        /** So that whoever is ended does not end as soon as it has opened. */
        private static void later(WsFleet fleet) {
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            few(fleet);
        }

        private static void withAPause(WsFleet fleet) {
            few(fleet);
            await().pollDelay(Duration.ofMillis(1_300)).until(() -> true);
            few(fleet);
        }

        private static void pings(WsFleet fleet) {
            fleet.run((WsClient client) -> client.ping(within(Duration.ofMillis(300))));
        }

        private static void of126(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10).size(126));
        }

        private static void of5000(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10).size(5_000));
        }

        private static void of70000(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10).size(70_000));
        }

        private static void few(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10));
        }

        private static void several(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(20).window(4));
        }

        private static void busy(WsFleet fleet) {
            fleet.run(echo().rate(2_000).during("3 s"));
        }

        private static void loud(WsFleet fleet) {
            fleet.run(fanOut().senders(20).messages(20));
        }

        private static void loudAndLarge(WsFleet fleet) {
            fleet.run(fanOut().senders(5).messages(100).size(60_000));
        }

        private static void comeAndGo(WsFleet fleet) {
            fleet.run(churn().leaving(0.5).rate(100).during("1 s"));
        }

        private static void comeAndGoForLong(WsFleet fleet) {
            fleet.run(churn().leaving(1.0).rate(50).during("5 s"));
            assertThat(fleet).hasNoFailures();
        }

        private static void calmly(WsFleet fleet) {
            fleet.run(fanOut().senders(4).rate(40).during("4 s"));
        }

        private static void briskly(WsFleet fleet) {
            fleet.run(fanOut().rate(100).during("1 s"));
        }

        private static void allTalk(WsFleet fleet) {
            fleet.run(fanOut().senders(CLIENTS).rate(300).during("2 s"));
        }

        private static void someLeave(WsFleet fleet) {
            fleet.close(client -> client % 20 == 13, NORMAL_CLOSURE, "");
            fleet.run(fanOut().senders(2).messages(10));
        }

        private static void some(WsFleet fleet) {
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            if (fleet.open() > 0) {
                few(fleet);
            }
        }

        private static void inTurn(WsFleet fleet) {
            fleet.run(echo().rate(200).during("3 s"));
        }

        private static void steadily(WsFleet fleet) {
            fleet.run(echo().rate(400).during("3 s").unloadedRoundTrips(0));
        }

        private static void large(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(200).window(200).size(100_000));
        }

        private static void tooMuch(WsFleet fleet) {
            fleet.run(echo().rate(1_000).during("2 s"));
            assertThat(fleet).latency().p50().isAtMost(Duration.ofMillis(100));
        }

        private static void withoutPause(WsFleet fleet) {
            fleet.run(echo().rate(400).during("4 s"));
            assertThat(fleet).latency().p99().isAtMost(Duration.ofMillis(100));
        }

        private static void inALoop(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(10));
            assertThat(fleet).latency().p90().isAtMost(Duration.ofMillis(100));
        }

        /** Each client says something of another length. */
        private static void ofDifferentSizes(WsFleet fleet) {
            fleet.run((WsClient client) -> {
                String message = "x".repeat(200 + 25 * client.index());
                for (int i = 0; i < 100; i++) {
                    client.send(message);
                    client.expect(message, within(Duration.ofSeconds(20)));
                }
            });
        }

        private static void tooSlow(WsFleet fleet) {
            fleet.run(echo().unloadedRoundTrips(0).messages(5));
            assertThat(fleet).latency().p50().isAtMost(Duration.ofMillis(50));
        }

        private static void halfOfThemSpeak(WsFleet fleet) {
            fleet.run((WsClient client) -> {
                if (client.index() % 2 == 0) {
                    client.send("hello");
                }
            });
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        }

        /** Each client talks for another time, and then waits. */
        private static void busyForAWhile(WsFleet fleet) {
            fleet.run((WsClient client) -> {
                for (int i = 0; i <= client.index() % 5; i++) {
                    client.send("hello");
                    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                }
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> fleet.open() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCauseIsNamed(Case one) {
        try (ChildServer server = one.server.get()) {
            String failure = failure(one.how.apply(fleet(server.uri())), one.load);

            assertThat(cause(failure)).as(failure).startsWith(one.cause);
            if (LOOK == 0) {
                GoldenText.assertSays(one.name(), failure);
            }
        }
    }

    /** No row of the matrix, which knows of no fault. */
    @Test
    void faultsThatHaveStruckAreToldBesideTheCause() {
        assumeThat(LOOK).isZero();
        try (ChildServer server = ChildServer.start(WaywardServer.class, Quirk.CHAT.name())) {
            String failure = failure(
                    fleet(server.uri()).clients(30).fault(new StopReading.Full(), Victims.clients(7)),
                    Case::loudAndLarge);

            assertThat(cause(failure))
                    .as(failure)
                    .startsWith("the server has stopped answering messages, though it answers pings");
            GoldenText.assertSays("A_CLIENT_DOES_NOT_READ", failure);
        }
    }

    @Test
    void aProcessThatTookThePlaceOfAnotherIsTold() {
        assumeThat(LOOK).isZero();
        try (ChildServer server = ChildServer.start(RestartedServer.class)) {
            String failure = failure(fleet(server.uri()), Case::busy);

            assertThat(cause(failure))
                    .as(failure)
                    .startsWith("the server's process was replaced while clients were connected (");
            GoldenText.assertSays("RESTARTED", failure);
        }
    }

    @Test
    void whereNothingListensThatIsSaid() {
        URI nowhere;
        try (ChildServer server = ChildServer.start(Defect.NONE)) {
            nowhere = server.uri();
        }

        assertThat(cause(failure(fleet(nowhere), Case::none))).startsWith("nothing listens there");
    }

    @Test
    void aServerThatIsRightIsNotAccused() {
        try (ChildServer server = ChildServer.start(Defect.NONE);
                WsFleet fleet = fleet(server.uri()).connect()) {
            Case.few(fleet);
            assertThat(fleet).deliveredEverything().closedOnlyWith(NORMAL_CLOSURE);

            assertThat(Diagnosis.of(fleet)).isEqualTo(new Diagnosis(List.of(), 0, 0));
        }
    }

    private static WsFleetBuilder fleet(URI uri) {
        return WsFleet.to(uri)
                .clients(CLIENTS)
                .process(() -> LOOK)
                .handshakeTimeout(Duration.ofSeconds(3))
                .settleTime(Duration.ofMillis(500))
                .closeTimeout(Duration.ofSeconds(2));
    }

    private static String failure(WsFleetBuilder how, Consumer<WsFleet> load) {
        return catchThrowableOfType(AssertionError.class, () -> {
                    try (WsFleet fleet = how.connect()) {
                        load.accept(fleet);
                        if (!fleet.workloads().isEmpty()) {
                            assertThat(fleet).deliveredEverything();
                        }
                        assertThat(fleet).closedOnlyWith(NORMAL_CLOSURE);
                    }
                })
                .getMessage();
    }

    /** Returns the first cause that a failure names. */
    private static String cause(String failure) {
        return failure.lines()
                .filter(line -> line.startsWith("  cause "))
                .findFirst()
                .map(line -> line.substring(12))
                .orElse("none");
    }
}
