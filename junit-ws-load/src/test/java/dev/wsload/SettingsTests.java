package dev.wsload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.TooSmall;
import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.Header;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {
    @Test
    void everyAttributeThatDoesNotNameTheEndpointIsASetting() {
        Set<String> attributes = new TreeSet<>(Arrays.stream(WsLoad.class.getDeclaredMethods())
                .map(Method::getName)
                .toList());
        attributes.removeAll(Set.of("uri", "endpoint", "path"));

        assertThat(Settings.names()).containsExactlyElementsOf(attributes);
    }

    /** The defaults of seed, loops and arrivalsPerSecond, 0, stand for the builder's; the rest can be applied as they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clients",
                "rampUp",
                "connectsInFlight",
                "connectTimeout",
                "handshakeTimeout",
                "closeTimeout",
                "sendTimeout",
                "settleTime",
                "keepAlive",
                "connect",
                "tooSmall",
                "cannotJudge",
                "maxMessageSize",
                "maxUnsentBytes",
                "inboxMessages"
            })
    void aDefaultOfTheAnnotationIsTheDefaultOfTheBuilder(String name) throws Exception {
        LoadPlan.Builder builder = LoadPlan.builder().seed(1);
        LoadPlan byDefault = builder.plan();

        Settings.apply(builder, name, WsLoad.class.getMethod(name).getDefaultValue());

        assertThat(builder.plan())
                .usingRecursiveComparison()
                .ignoringFields("opening")
                .isEqualTo(byDefault);
    }

    @Test
    void textSetsWhatItNames() {
        LoadPlan.Builder builder = LoadPlan.builder();
        Settings.applyText(builder, "clients", " 7 ");
        Settings.applyText(builder, "seed", "42");
        Settings.applyText(builder, "rampUp", "2 s");
        Settings.applyText(builder, "connect", "attempt");
        Settings.applyText(builder, "tooSmall", "SKIP");
        Settings.applyText(builder, "cannotJudge", "skip");
        Settings.applyText(builder, "process", "4711");
        Settings.applyText(builder, "compression", "true");
        Settings.applyText(builder, "boundHandshakes", "true");
        Settings.applyText(builder, "sourceAddresses", "127.0.0.2, 127.0.0.3");
        Settings.applyText(builder, "subprotocols", "v2.chat, v1.chat");
        Settings.applyText(builder, "headers", "Authorization: Bearer a:b | X-Env: staging");

        LoadPlan plan = builder.plan();
        assertThat(plan.clients()).isEqualTo(7);
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.ramp().rampUp()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.ramp().attempt()).isTrue();
        assertThat(plan.tooSmall()).isEqualTo(TooSmall.SKIP);
        assertThat(plan.cannotJudge()).isEqualTo(CannotJudge.SKIP);
        assertThat(plan.process())
                .hasValueSatisfying(pid -> assertThat(pid.getAsLong()).isEqualTo(4711));
        assertThat(plan.opening().deflate()).contains(DeflateParameters.DEFAULT);
        assertThat(plan.ramp().boundHandshakes()).isTrue();
        assertThat(plan.ramp().sourceAddresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.2", "127.0.0.3");
        assertThat(plan.opening().subprotocols()).containsExactly("v2.chat", "v1.chat");
        assertThat(plan.opening().headers())
                .containsExactly(new Header("Authorization", "Bearer a:b"), new Header("X-Env", "staging"));
    }

    @Test
    void compressionIsSwitchedOffByText() {
        LoadPlan.Builder builder = LoadPlan.builder().compression();

        Settings.applyText(builder, "compression", "false");

        assertThat(builder.plan().opening().deflate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clients | many | clients = \"many\", must be a whole number up to 2147483647",
                "clients | 3000000000 | clients = \"3000000000\", must be a whole number up to 2147483647",
                "seed | 4.2 | seed = \"4.2\", must be a whole number",
                "arrivalsPerSecond | fast | arrivalsPerSecond = \"fast\", must be a number",
                "connect | maybe | connect = \"maybe\", must be require or attempt",
                "tooSmall | no | tooSmall = \"no\", must be fail or skip or run",
                "compression | on | compression = \"on\", must be true or false",
                "sourceAddresses | 127.0.0.256 | sourceAddresses = \"127.0.0.256\", must be addresses of this machine, such as 127.0.0.2",
                "headers | nonsense | headers = \"nonsense\", must be \"Name: value\""
            })
    void textThatSaysNothingIsRefused(String name, String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.applyText(LoadPlan.builder(), name, text))
                .withMessage(sentence);
    }

    @Test
    void aMisspeltSystemPropertyIsRefusedWithTheLikelyName() {
        Parameters.requireKnown(Set.of("wsload.clients", "wsload.uri", "user.home"));

        assertThatThrownBy(() -> Parameters.requireKnown(Set.of("wsload.client")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("system property wsload.client: there is no such setting; did you mean wsload.clients?");
        assertThatThrownBy(() -> Parameters.requireKnown(Set.of("wsload.rampup")))
                .hasMessage("system property wsload.rampup: there is no such setting; did you mean wsload.rampUp?");
    }

    @ParameterizedTest
    @CsvSource({"a, a, 0", "clients, client, 1", "kitten, sitting, 3", "'', abc, 3", "abc, '', 3"})
    void spellingDistanceCountsLettersAddedRemovedOrChanged(String from, String to, int distance) {
        assertThat(Spelling.distance(from, to)).isEqualTo(distance);
    }
}
