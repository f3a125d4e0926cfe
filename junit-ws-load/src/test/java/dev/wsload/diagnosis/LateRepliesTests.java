package dev.wsload.diagnosis;

import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wsload.assertions.WsAssertions;
import dev.wsload.client.WsScript;
import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.BelatedServer;
import dev.wsload.testkit.BelatedServer.Habit;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of servers whose replies come when scripts no longer wait for them. */
@Timeout(60)
class LateRepliesTests {
    private static final int CLIENTS = 40;

    /** Ten get theirs in time, and the others long after their scripts have given up: nobody is to be taken for one that gets none. */
    @Test
    void whoeverGetsItsReplyLaterHasWaitedTooShort() {
        String failure = failure(
                (from, message) -> from.textLater(message, Duration.ofMillis(from.number() < 10 ? 0 : 1_500)),
                Duration.ofMillis(500));

        assertThat(failure)
                .contains("cause     replies come later than the test waits for them (field guide F6)")
                .contains("clients whose script had given up got what they were waiting for after that")
                .doesNotContain("and nobody else");
    }

    /** The script did not like what had come, whatever came after that. */
    @Test
    void whoeverGotSomethingElseHasNotWaitedTooShort() {
        String failure = failure(
                (from, message) -> {
                    if (message.equals("hello")) {
                        from.text("no");
                    } else {
                        from.textLater(message, Duration.ofMillis(300));
                    }
                },
                client -> {
                    client.send("hello");
                    client.receive(within(Duration.ofSeconds(5)));
                    client.send("again");
                    throw new IllegalStateException("it did not say hello");
                });

        assertThat(failure).doesNotContain("replies come later than the test waits for them");
    }

    @Test
    void whoGetsTwoRepliesLaterIsServedAllTheSame() {
        String failure = failure(
                (from, message) -> {
                    from.textLater(message, Duration.ofMillis(from.number() < 10 ? 0 : 400));
                    from.textLater(message, Duration.ofMillis(from.number() < 10 ? 0 : 600));
                },
                Duration.ofMillis(100));

        assertThat(failure).doesNotContain("and nobody else");
    }

    @Test
    void whoNeverGetsOneIsNotServed() {
        String failure = failure(
                (from, message) -> {
                    if (from.number() < 10) {
                        from.text(message);
                    }
                },
                Duration.ofMillis(100));

        assertThat(failure).contains("cause     the server serves 10 clients and nobody else, one of:");
    }

    /** They are too few to compare those that ping with others. */
    @ParameterizedTest
    @EnumSource
    void connectionsThatDeliverSomethingAfterAPingAreNotDead(Habit habit) {
        try (ChildServer server = ChildServer.start(BelatedServer.class, habit.name());
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(4)
                        .settleTime(Duration.ofMillis(500))
                        .closeTimeout(Duration.ofSeconds(1))
                        .connect()) {
            fleet.run(echo().unloadedRoundTrips(0).messages(20).window(4));

            assertThatThrownBy(() -> WsAssertions.assertThat(fleet).deliveredEverything())
                    .hasMessageContaining("cause     unexplained");
        }
    }

    private static String failure(Conduct conduct, Duration patience) {
        return failure(conduct, client -> {
            client.send("hello");
            client.expect("hello", within(patience));
        });
    }

    private static String failure(Conduct conduct, WsScript script) {
        try (MischiefServer server = MischiefServer.start(conduct);
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(CLIENTS)
                        .rampUp(Duration.ofMillis(400))
                        .connect()) {
            return catchThrowableOfType(AssertionError.class, () -> fleet.run(script))
                    .getMessage();
        }
    }
}
