package dev.wsload.plan;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.Header;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoadPlanBuilderTests {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "64, 2"})
    void oneLoopOnUpToTwoCoresElseTwo(int cores, int loops) {
        assertThat(LoadPlanBuilder.defaultLoops(cores)).isEqualTo(loops);
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        LoadPlan plan = LoadPlan.builder().seed(42).plan();

        assertThat(plan.clients()).isEqualTo(100);
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.loops())
                .isEqualTo(LoadPlanBuilder.defaultLoops(Runtime.getRuntime().availableProcessors()));
        assertThat(plan.ramp()).isEqualTo(new LoadPlan.Ramp(Duration.ZERO, 0, 256, false, false, List.of()));
        assertThat(plan.timeouts())
                .isEqualTo(new LoadPlan.Timeouts(
                        ofSeconds(10), ofSeconds(60), ofSeconds(10), ofSeconds(10), ofSeconds(5), Duration.ZERO));
        assertThat(plan.bounds()).isEqualTo(new LoadPlan.Bounds(1 << 20, 1 << 20, 256));
        assertThat(plan.opening().headers()).isEmpty();
        assertThat(plan.opening().headersOf().apply(17)).isEmpty();
        assertThat(plan.opening().subprotocols()).isEmpty();
        assertThat(plan.opening().deflate()).isEmpty();
        assertThat(plan.tls()).isSameAs(Tls.systemDefault());
        assertThat(plan.tooSmall()).isEqualTo(TooSmall.FAIL);
    }

    @Test
    void everySettingReachesThePlan() throws Exception {
        Tls tls = Tls.trustAll();
        InetAddress source = InetAddress.getByName("127.0.0.9");

        LoadPlan plan = LoadPlan.builder()
                .clients(1)
                .loops(3)
                .rampUp(ofSeconds(1))
                .connectsInFlight(2)
                .boundHandshakes()
                .attempt()
                .sourceAddresses(source)
                .connectTimeout(ofSeconds(3))
                .handshakeTimeout(ofSeconds(4))
                .closeTimeout(ofSeconds(5))
                .sendTimeout(ofSeconds(6))
                .settleTime(ofSeconds(7))
                .keepAlive(ofSeconds(8))
                .maxMessageSize(1_000)
                .maxUnsentBytes(2_000)
                .inboxMessages(3_000)
                .compression()
                .subprotocols("v2.chat", "v1.chat")
                .tls(tls)
                .tooSmall(TooSmall.SKIP)
                .plan();

        assertThat(plan.clients()).isEqualTo(1);
        assertThat(plan.loops()).isEqualTo(3);
        assertThat(plan.ramp()).isEqualTo(new LoadPlan.Ramp(ofSeconds(1), 0, 2, true, true, List.of(source)));
        assertThat(plan.timeouts())
                .isEqualTo(new LoadPlan.Timeouts(
                        ofSeconds(3), ofSeconds(4), ofSeconds(5), ofSeconds(6), ofSeconds(7), ofSeconds(8)));
        assertThat(plan.bounds()).isEqualTo(new LoadPlan.Bounds(1_000, 2_000, 3_000));
        assertThat(plan.opening().deflate()).contains(DeflateParameters.DEFAULT);
        assertThat(plan.opening().subprotocols()).containsExactly("v2.chat", "v1.chat");
        assertThat(plan.tls()).isSameAs(tls);
        assertThat(plan.tooSmall()).isEqualTo(TooSmall.SKIP);
    }

    @Test
    void ofRampUpAndArrivalRateTheLastOneSaidCounts() {
        LoadPlan.Builder builder = LoadPlan.builder();

        assertThat(builder.rampUp(ofSeconds(1)).arrivalsPerSecond(50).plan().ramp())
                .isEqualTo(new LoadPlan.Ramp(Duration.ZERO, 50, 256, false, false, List.of()));
        assertThat(builder.rampUp(ofSeconds(2)).plan().ramp())
                .isEqualTo(new LoadPlan.Ramp(ofSeconds(2), 0, 256, false, false, List.of()));
    }

    @Test
    void headersOfOneClientAddUp() {
        LoadPlan plan = LoadPlan.builder()
                .header("Authorization", client -> "token-" + client)
                .headersOf(client -> List.of(new Header("X-Client", "" + client)))
                .plan();

        assertThat(plan.opening().headersOf().apply(17))
                .containsExactly(new Header("Authorization", "token-17"), new Header("X-Client", "17"));
    }

    @Test
    void aHeaderReplacesTheOneOfItsName() {
        LoadPlan plan = LoadPlan.builder()
                .header("X-Env", "here")
                .origin("http://a")
                .header("x-env", "there")
                .origin("http://b")
                .plan();

        assertThat(plan.opening().headers())
                .containsExactly(new Header("x-env", "there"), new Header("Origin", "http://b"));
    }

    @Test
    void allCookiesTravelInOneHeader() {
        LoadPlan plan = LoadPlan.builder().cookie("a", "1").cookie("b", "2").plan();

        assertThat(plan.opening().headers()).containsExactly(new Header("Cookie", "a=1; b=2"));
    }

    @Test
    void withoutASeedEveryPlanDrawsItsOwn() {
        LoadPlan.Builder builder = LoadPlan.builder();

        assertThat(Stream.generate(() -> builder.plan().seed()).limit(10).distinct())
                .hasSizeGreaterThan(1)
                .allMatch(seed -> seed >= 0 && seed < 1_000_000_000);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        LoadPlan.Builder original = LoadPlan.builder().clients(5).header("A", "1");
        LoadPlan.Builder copy = original.copy().clients(6).header("B", "2").cookie("c", "3");

        assertThat(original.plan().clients()).isEqualTo(5);
        assertThat(original.plan().opening().headers()).containsExactly(new Header("A", "1"));
        assertThat(copy.plan().clients()).isEqualTo(6);
        assertThat(copy.plan().opening().headers()).hasSize(3);
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(
                        builder -> builder.clients(1_000_001),
                        "clients = 1000001, must be 1 to 1,000,000; leave it out for 100"),
                bad(builder -> builder.clients(0), "clients = 0, must be 1 to 1,000,000; leave it out for 100"),
                bad(
                        builder -> builder.loops(17),
                        "loops = 17, must be 0 to 16; leave it out for 2, or 1 on up to two cores"),
                bad(
                        builder -> builder.rampUp(Duration.ofMillis(-1)),
                        "rampUp = -1 ms, must be zero or more; leave it out to start all clients at once"),
                bad(
                        builder -> builder.arrivalsPerSecond(-1),
                        "arrivalsPerSecond = -1.0, must be at least 0; leave it out to start all clients at once"),
                bad(
                        builder -> builder.arrivalsPerSecond(Double.NaN),
                        "arrivalsPerSecond = NaN, must be at least 0; leave it out to start all clients at once"),
                bad(
                        builder -> builder.connectsInFlight(0),
                        "connectsInFlight = 0, must be at least 1; leave it out for 256"),
                bad(
                        builder -> builder.connectTimeout(Duration.ZERO),
                        "connectTimeout = 0 s, must be more than zero; leave it out for 10 s"),
                bad(
                        builder -> builder.handshakeTimeout(Duration.ZERO),
                        "handshakeTimeout = 0 s, must be more than zero; leave it out for 60 s"),
                bad(
                        builder -> builder.closeTimeout(Duration.ZERO),
                        "closeTimeout = 0 s, must be more than zero; leave it out for 10 s"),
                bad(
                        builder -> builder.sendTimeout(Duration.ZERO),
                        "sendTimeout = 0 s, must be more than zero; leave it out for 10 s"),
                bad(
                        builder -> builder.settleTime(Duration.ZERO),
                        "settleTime = 0 s, must be more than zero; leave it out for 5 s"),
                bad(
                        builder -> builder.keepAlive(ofSeconds(-2)),
                        "keepAlive = -2 s, must be zero or more; leave it out for no keep-alive pings"),
                bad(
                        builder -> builder.maxMessageSize(124),
                        "maxMessageSize = 124, must be at least 125; leave it out for 1 MiB"),
                bad(
                        builder -> builder.maxUnsentBytes(1023),
                        "maxUnsentBytes = 1023, must be at least 1024; leave it out for 1 MiB"),
                bad(builder -> builder.inboxMessages(0), "inboxMessages = 0, must be at least 1; leave it out for 256"),
                bad(
                        builder -> builder.header("Upgrade", "h2c"),
                        "header 'Upgrade' belongs to the handshake itself; leave it out (subprotocols and"
                                + " permessage-deflate are settings of their own)"),
                bad(
                        builder -> builder.subprotocols("chat", "chat"),
                        "subprotocol 'chat' is offered twice; offer it once"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsRefusedInOneSentence(Consumer<LoadPlan.Builder> setting, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(LoadPlan.builder()))
                .withMessage(sentence);
    }

    private static Arguments bad(Consumer<LoadPlan.Builder> setting, String sentence) {
        return arguments(setting, sentence);
    }
}
