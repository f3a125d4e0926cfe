package dev.wsload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Bad use fails the test with one sentence before anything starts; none of these fixtures needs a server. */
class MisuseTests {
    private static final String NOWHERE = "ws://localhost:1/";

    @WsLoad
    static class NoEndpoint {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void withoutAnEndpointThereIsNothingToConnectTo() {
        assertSentence(
                NoEndpoint.class,
                "@WsLoad on NoEndpoint: there is nothing to connect to; give uri or endpoint, or mark a field or method"
                        + " of the test class @WsUri or @WsHosted");
    }

    @WsLoad(uri = NOWHERE, endpoint = Object.class)
    static class TwoAttributes {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void uriAndEndpointExcludeEachOther() {
        assertSentence(
                TwoAttributes.class,
                "@WsLoad on TwoAttributes: uri and endpoint are two things to connect to; leave one of them out");
    }

    @WsLoad(uri = NOWHERE)
    static class AttributeAndMember {
        @WsUri
        private final String chat = NOWHERE;

        @Test
        void test(WsFleet fleet) {}
    }

    @WsLoad(path = "/chat")
    static class PathAndMember {
        @WsUri
        private final String chat = NOWHERE;

        @Test
        void test(WsFleet fleet) {}
    }

    @WsLoad(uri = NOWHERE, path = "/chat")
    static class PathAndUri {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aPathIsForHostedEndpoints() {
        assertSentence(
                PathAndMember.class,
                "@WsLoad on PathAndMember: path = \"/chat\" is for hosted endpoints; say it in the URI of @WsUri on"
                        + " PathAndMember.chat");
        assertSentence(
                PathAndUri.class, "@WsLoad on PathAndUri: path = \"/chat\" is for hosted endpoints; say it in uri");
    }

    @Test
    void anAttributeAndAMemberExcludeEachOther() {
        assertSentence(
                AttributeAndMember.class,
                "@WsLoad on AttributeAndMember: there is more than one thing to connect to, by @WsLoad on"
                        + " AttributeAndMember and @WsUri on AttributeAndMember.chat; keep one");
    }

    @WsLoad(clients = 0, uri = NOWHERE)
    static class NoClients {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aFleetHasAtLeastOneClient() {
        assertSentence(
                NoClients.class, "@WsLoad on NoClients: clients = 0, must be 1 to 1,000,000; leave it out for 100");
    }

    static class OnTheMethod {
        @Test
        @WsLoad(rampUp = "5 x", uri = NOWHERE)
        void test(WsFleet fleet) {}
    }

    @Test
    void aBadDurationNamesTheGrammar() {
        assertSentence(
                OnTheMethod.class,
                "@WsLoad on OnTheMethod.test(): rampUp = \"5 x\", must be a duration such as \"5 s\" or \"200 ms\""
                        + " (units ns, μs, ms, s, m, h, d)");
    }

    @WsLoad(rampUp = "5 s", arrivalsPerSecond = 100, uri = NOWHERE)
    static class TwoWaysToArrive {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void soDoTheyAsParametersOfTheRun() {
        Map<String, String> both = Map.of("wsload.rampUp", "5 s", "wsload.arrivalsPerSecond", "100");

        assertThat(TestRun.of(NoEndpoint.class, both).failure())
                .hasMessage(
                        "configuration parameters: wsload.rampUp = \"5 s\" and wsload.arrivalsPerSecond = \"100\" are two"
                                + " ways to arrive; leave one of them out");
    }

    @Test
    void rampUpAndArrivalRateExcludeEachOther() {
        assertSentence(
                TwoWaysToArrive.class,
                "@WsLoad on TwoWaysToArrive: rampUp = \"5 s\" and arrivalsPerSecond = 100.0 are two ways to arrive;"
                        + " leave one of them out");
    }

    @WsLoad(uri = "http://localhost/chat")
    static class NotWebSocket {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aUriMustBeOfWebSocket() {
        assertSentence(
                NotWebSocket.class,
                "@WsLoad on NotWebSocket: the endpoint's URI \"http://localhost/chat\" has the scheme http: write"
                        + " ws://host:port/path or wss://host:port/path");
    }

    @WsLoad(uri = NOWHERE)
    static class Anywhere {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theUriOfTheRunIsBlamedForItself() {
        assertThat(TestRun.of(Anywhere.class, Map.of("wsload.uri", " ")).failure())
                .hasMessage("configuration parameter wsload.uri: it is empty; give ws://host:port, or leave it out");
        assertThat(TestRun.of(Anywhere.class, Map.of("wsload.uri", "localhost:8080"))
                        .failure())
                .hasMessage(
                        "configuration parameter wsload.uri: the endpoint's URI \"localhost:8080\" has the scheme localhost:"
                                + " write ws://host:port/path or wss://host:port/path");
    }

    @WsLoad(uri = "${chat.uri}")
    static class Placeholder {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aPlaceholderNeedsAValue() {
        assertSentence(
                Placeholder.class,
                "@WsLoad on Placeholder: uri = \"${chat.uri}\" names a configuration parameter that has no value; set"
                        + " it, such as with -Dname=value or in junit-platform.properties, or give -Dwsload.uri");
    }

    @Test
    void aBadParameterOfTheRunIsNamedAsThat() {
        assertSentence(
                TestRun.of(Placeholder.class, Map.of("wsload.clients", "0")),
                "configuration parameter wsload.clients: clients = 0, must be 1 to 1,000,000; leave it out for 100");
    }

    @WsLoad
    static class TwoUris {
        @WsUri
        final String first = NOWHERE;

        @WsUri
        String second() {
            return NOWHERE;
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void thereIsOneUri() {
        assertSentence(
                TwoUris.class,
                "@WsUri on TwoUris.first: TwoUris.second() carries @WsUri too, must be only one; remove one of them");
    }

    @WsLoad
    static class UriOfAnotherType {
        @WsUri
        final int port = 8080;

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aUriIsAUriOrAString() {
        assertSentence(
                UriOfAnotherType.class,
                "@WsUri on UriOfAnotherType.port: gives a java.lang.Integer, must give a URI or a String");
    }

    @WsLoad
    static class UriNotSet {
        @WsUri
        static final URI CHAT = null;

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aUriMustBeSetInTime() {
        assertSentence(UriNotSet.class, "@WsUri on UriNotSet.CHAT: gives null, must give a URI or a String");
    }

    @WsLoad
    static class UriWithParameter {
        @WsUri
        String chat(int port) {
            return NOWHERE;
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void aMethodThatGivesTheUriTakesNothing() {
        assertSentence(
                UriWithParameter.class,
                "@WsUri on UriWithParameter.chat(): takes (int), must take no parameters; change the method");
    }

    @WsLoad
    static class HostedPath {
        @WsHosted("echo")
        final Object echo = new Object();

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theHostedPathIsAbsolute() {
        assertSentence(
                HostedPath.class,
                "@WsHosted on HostedPath.echo: the path \"echo\" of a hosted endpoint must begin with \"/\"");
    }

    @WsLoad
    static class HostedTwice {
        @WsHosted("/a")
        final Object a = new Object();

        @WsHosted("/b")
        final Object b = new Object();

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void ofSeveralHostedOneIsNamedByItsPath() {
        assertSentence(HostedTwice.class, "@WsLoad on HostedTwice: path = \"\", must be one of those hosted: /a, /b");
    }

    @WsLoad(uri = NOWHERE)
    static class HeadersWithoutClient {
        @WsHeaders
        Map<String, String> headers() {
            return Map.of();
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void headersAreAskedForByClient() {
        assertSentence(
                HeadersWithoutClient.class,
                "@WsHeaders on HeadersWithoutClient.headers(): takes no parameters, must take (int); change the method");
    }

    @WsLoad(uri = NOWHERE)
    static class ConnectedWhenTrue {
        @WsConnectedWhen
        boolean everybodyIsIn() {
            return true;
        }

        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theServerCountsItsClients() {
        assertSentence(
                ConnectedWhenTrue.class,
                "@WsConnectedWhen on ConnectedWhenTrue.everybodyIsIn(): returns boolean, must return int; change the"
                        + " method");
    }

    @ExtendWith(WsLoadExtension.class)
    static class WithoutLoad {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theExtensionAloneSaysNoLoad() {
        assertSentence(WithoutLoad.class, "@ExtendWith(WsLoadExtension.class): says no load; use @WsLoad");
    }

    @WsLoad(uri = NOWHERE)
    static class FleetTooEarly {
        @BeforeEach
        void prepare(WsFleet fleet) {}

        @Test
        void test() {}
    }

    @Test
    void aFleetIsAParameterOfTestMethodsOnly() {
        assertThat(TestRun.of(FleetTooEarly.class).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("WsFleet is a parameter of test methods only, not of prepare: it connects after all"
                        + " @BeforeEach methods and is closed before the first @AfterEach");
    }

    private static void assertSentence(Class<?> testClass, String sentence) {
        assertSentence(TestRun.of(testClass), sentence);
    }

    private static void assertSentence(TestRun run, String sentence) {
        assertThat(run.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(sentence);
    }
}
