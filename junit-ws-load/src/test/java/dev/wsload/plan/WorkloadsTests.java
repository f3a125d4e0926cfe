package dev.wsload.plan;

import static dev.wsload.plan.Workloads.churn;
import static dev.wsload.plan.Workloads.echo;
import static dev.wsload.plan.Workloads.fanOut;
import static dev.wsload.plan.Workloads.idle;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTests {
    private static final UnaryOperator<String> UNQUOTED = reply -> reply.substring(1);

    @Test
    void everyWitherOfEchoChangesItsOwnValue() {
        Echo echo = echo().messages(2)
                .size(33)
                .window(4)
                .rate(5)
                .during("6 s")
                .binary()
                .replies(UNQUOTED)
                .unloadedRoundTrips(7);

        assertThat(echo).isEqualTo(new Echo(2, 33, 4, 5, ofSeconds(6), true, UNQUOTED, 7));
    }

    @Test
    void everyWitherOfFanOutChangesItsOwnValue() {
        FanOut fanOut = fanOut().senders(2)
                .messages(3)
                .size(34)
                .window(5)
                .rate(6)
                .during("7 s")
                .binary()
                .exceptSender()
                .replies(UNQUOTED);

        assertThat(fanOut).isEqualTo(new FanOut(2, 3, 34, 5, 6, ofSeconds(7), true, true, UNQUOTED));
    }

    @Test
    void everyWitherOfChurnChangesItsOwnValue() {
        Churn churn = churn().senders(2)
                .leaving(0.3)
                .rate(4)
                .size(35)
                .during("6 s")
                .binary()
                .replies(UNQUOTED);

        assertThat(churn).isEqualTo(new Churn(2, 0.3, 4, 35, ofSeconds(6), true, UNQUOTED));
    }

    @Test
    void idleLastsAsLongAsToldTo() {
        assertThat(idle().during("3 s")).isEqualTo(new Idle(ofSeconds(3)));
    }

    @Test
    void aRatedEchoMeasuresTheUnloadedServerFirst() {
        assertThat(echo().unloadedRoundTrips()).isZero();
        assertThat(echo().rate(10).unloadedRoundTrips()).isEqualTo(200);
        assertThat(echo().unloadedRoundTrips(5).rate(10).unloadedRoundTrips()).isEqualTo(5);
        assertThat(echo().rate(10).unloadedRoundTrips(0).unloadedRoundTrips()).isZero();
        assertThat(echo().unloadedRoundTrips(0).rate(10).unloadedRoundTrips()).isZero();
    }

    @Test
    void aNumberOfMessagesReplacesALength() {
        assertThat(echo().during("1 s").messages(3).during()).isEqualTo(Duration.ZERO);
        assertThat(fanOut().during("1 s").messages(3).during()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aSenderThatDoesNotHearItselfIsPacedByARate() {
        assertThat(fanOut().exceptSender().rate()).isEqualTo(100);
        assertThat(fanOut().exceptSender().rate(5).rate()).isEqualTo(5);
        assertThat(fanOut().rate(5).exceptSender().rate()).isEqualTo(5);
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(() -> echo().messages(0), "messages = 0, must be at least 1; leave it out for 10"),
                bad(
                        () -> echo().size(31),
                        "size = 31, must be at least 32; the stamp that proves the delivery needs them"),
                bad(() -> echo().window(0), "window = 0, must be at least 1; leave it out for 1"),
                bad(
                        () -> echo().rate(0),
                        "rate = 0.0, must be more than 0; leave it out to send as fast as replies come"),
                bad(
                        () -> echo().during(Duration.ZERO),
                        "during = 0 s, must be more than zero; give the time to run for"),
                bad(
                        () -> echo().during("soon"),
                        "during = \"soon\", must be a duration such as \"5 s\" or \"200 ms\" (units ns, μs, ms, s, m, h,"
                                + " d)"),
                bad(
                        () -> echo().unloadedRoundTrips(-1),
                        "unloadedRoundTrips = -1, must be at least 0; give 0 for none"),
                bad(() -> fanOut().senders(0), "senders = 0, must be at least 1; leave it out for 1"),
                bad(() -> churn().leaving(1.5), "leaving = 1.5, must be more than 0 and at most 1; 0.5 is half"),
                bad(
                        () -> churn().rate(-1),
                        "rate = -1.0, must be more than 0; leave it out to send as fast as replies come"),
                bad(() -> idle().during("0 s"), "during = 0 s, must be more than zero; give the time to run for"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsRefusedInOneSentence(ThrowingSupplier<Workload> workload, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(workload::get).withMessage(sentence);
    }

    @Test
    void aWorkloadMustFitThePlan() {
        LoadPlan plan = LoadPlan.builder().clients(3).maxMessageSize(200).plan();

        fanOut().senders(3).size(200).requireFits(plan);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().size(201).requireFits(plan))
                .withMessage("size = 201, must be at most maxMessageSize = 200; change one of the two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fanOut().senders(4).requireFits(plan))
                .withMessage("senders = 4, must be at most clients = 3; change one of the two");
    }

    private static Arguments bad(ThrowingSupplier<Workload> workload, String sentence) {
        return arguments(workload, sentence);
    }
}
