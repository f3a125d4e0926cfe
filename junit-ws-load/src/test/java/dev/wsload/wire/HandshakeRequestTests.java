package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's side of RFC 6455 section 4.1. */
class HandshakeRequestTests {
    private static final HandshakeKey KEY = new HandshakeKey(0x7468_6520_7361_6d70L, 0x6c65_206e_6f6e_6365L);

    @Test
    void section4_1_theRequestHasWhatTheRfcRequires() {
        assertThat(encoded(request("ws://server.example.com/chat"))).isEqualTo("""
                        GET /chat HTTP/1.1\r
                        Host: server.example.com\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h, /",
        "ws://h?a=b, /?a=b",
        "ws://h/, /",
        "ws://h/a%20b/c?x=%C3%A9&y, /a%20b/c?x=%C3%A9&y",
        "ws://h/é, /%C3%A9",
        "ws://h/a?, /a?"
    })
    void section3_theResourceNameIsPathAndQuery(String uri, String expected) {
        assertThat(encoded(request(uri))).startsWith("GET " + expected + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h/, h, h, 80, false",
        "ws://h:80/, h, h, 80, false",
        "ws://h:443/, h:443, h, 443, false",
        "wss://h/, h, h, 443, true",
        "WSS://h:443/, h, h, 443, true",
        "wss://h:80/, h:80, h, 80, true",
        "ws://127.0.0.1:8080/, 127.0.0.1:8080, 127.0.0.1, 8080, false",
        "ws://[::1]:8080/, [::1]:8080, ::1, 8080, false",
        "ws://[::1]/, [::1], ::1, 80, false",
        "ws://[fe80::1%25eth0]/, [fe80::1], fe80::1%25eth0, 80, false"
    })
    void section4_1_hostNamesThePortUnlessItIsTheDefault(
            String uri, String header, String host, int port, boolean secure) {
        HandshakeRequest request = request(uri);
        assertThat(encoded(request)).contains("\r\nHost: " + header + "\r\n");
        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
        assertThat(request.isSecure()).isEqualTo(secure);
    }

    @Test
    void headersAreSentInTheirOrderAndMayReplaceHostAndOrigin() {
        HandshakeRequest request = request(
                "ws://h/",
                new Header("host", "other"),
                new Header("Origin", "https://h"),
                new Header("Cookie", "a=1"),
                new Header("Cookie", "b=é"));
        assertThat(encoded(request))
                .endsWith("\r\nhost: other\r\nOrigin: https://h\r\nCookie: a=1\r\nCookie: b=é\r\n\r\n")
                .doesNotContain("Host: h");
    }

    @Test
    void section4_1_subprotocolsAndExtensionsAreOffered() {
        HandshakeRequest request = new HandshakeRequest(
                URI.create("ws://h/"), List.of(), List.of("chat", "superchat"), DeflateParameters.DEFAULT);
        assertThat(encoded(request))
                .contains("\r\nSec-WebSocket-Protocol: chat, superchat\r\n")
                .contains("\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, 15, 15, server_no_context_takeover; client_max_window_bits",
        "false, true, 15, 10, client_no_context_takeover; client_max_window_bits=10",
        "false, false, 8, 15, server_max_window_bits=8; client_max_window_bits"
    })
    void rfc7692Section7_1_theOfferNamesWhatDiffersFromTheDefault(
            boolean serverForgets, boolean clientForgets, int serverBits, int clientBits, String expected) {
        assertThat(new DeflateParameters(serverForgets, clientForgets, serverBits, clientBits).toOffer())
                .isEqualTo("permessage-deflate; " + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 16})
    void rfc7692Section7_1_2_windowsHave8To15Bits(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeflateParameters(false, false, bits, 15))
                .withMessage("serverMaxWindowBits = " + bits
                        + ", must be 8 to 15 (RFC 7692 section 7.1.2); leave it at 15 for the best compression");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeflateParameters(false, false, 15, bits))
                .withMessageStartingWith("clientMaxWindowBits = " + bits);
    }

    @Test
    void userAndPasswordInTheUriAreBasicAuthentication() {
        assertThat(encoded(request("ws://Aladdin:open%20sesame@h/")))
                .contains("\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n");
        assertThat(encoded(request("ws://Aladdin@h/"))).contains("\r\nAuthorization: Basic QWxhZGRpbjo=\r\n");
    }

    @Test
    void anAuthorizationHeaderReplacesTheUrisPassword() {
        assertThat(encoded(request("ws://a:b@h/", new Header("authorization", "Bearer x"))))
                .contains("\r\nauthorization: Bearer x\r\n")
                .doesNotContain("Basic");
    }

    @Test
    void tooLittleRoomLeavesTheBufferAsItWas() {
        ByteBuffer out = ByteBuffer.allocate(50).position(3);
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> request("ws://h/").encode(out, KEY));
        assertThat(out.position()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/, the scheme must be ws or wss",
        "//h/, the scheme must be ws or wss",
        "ws:h, no valid host name; it takes letters",
        "ws:///x, no valid host name; it takes letters",
        "ws://my_service:80/, no valid host name; it takes letters",
        "ws://h:0/, the port must be 1 to 65535",
        "ws://h:65536/, the port must be 1 to 65535",
        "ws://h/#x, a WebSocket URI has no fragment (RFC 6455 section 3)"
    })
    void section3_whatIsNoWebSocketUriIsRefused(String uri, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(uri))
                .withMessageStartingWith("URI '" + uri + "': " + rule);
    }

    @Test
    void aUriIsRefusedInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("http://h/"))
                .withMessage("URI 'http://h/': the scheme must be ws or wss, such as ws://localhost:8080/chat");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("ws://h/#x"))
                .withMessage("URI 'ws://h/#x': a WebSocket URI has no fragment (RFC 6455 section 3);"
                        + " leave out what starts with '#', or write it as %23");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nEvil: 1", "a\nb", "a\rb", "a\0b", "a\u007Fb", "a€"})
    void aHeaderValueCannotSmuggleInALine(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("ws://h/", new Header("X-Token", value)))
                .withMessage("header 'X-Token': the value " + HttpSyntax.shown(value)
                        + " has a line break, another control character, or one beyond ISO-8859-1;"
                        + " remove or encode it");
    }

    @Test
    void controlCharactersAreEscapedInSentences() {
        assertThat(HttpSyntax.shown("a\r\n\u0000é€")).isEqualTo("'a\\x0D\\x0A\\x00\\xE9\\x20AC'");
        assertThat(HttpSyntax.shown("x".repeat(201))).isEqualTo("'" + "x".repeat(200) + "...'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é"})
    void aHeaderNameIsAToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("ws://h/", new Header(name, "v")))
                .withMessage("header name " + HttpSyntax.shown(name)
                        + " is not a token (RFC 9110 section 5.1); use letters, digits and !#$%&'*+-.^_`|~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade",
                "CONNECTION",
                "sec-websocket-key",
                "Sec-WebSocket-Version",
                "Sec-WebSocket-Protocol",
                "Sec-WebSocket-Extensions",
                "Sec-WebSocket-Accept",
                "Content-Length",
                "Transfer-Encoding"
            })
    void theHandshakesOwnHeadersAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("ws://h/", new Header(name, "v")))
                .withMessage("header '" + name + "' belongs to the handshake itself; leave it out"
                        + " (subprotocols and permessage-deflate are settings of their own)");
    }

    @Test
    void hostStandsOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("ws://h/", new Header("Host", "a"), new Header("host", "b")))
                .withMessage("header 'host' is given twice; give it once");
    }

    @Test
    void section4_1_subprotocolsAreUniqueTokens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeRequest(URI.create("ws://h/"), List.of(), List.of("a", "a"), null))
                .withMessage("subprotocol 'a' is offered twice; offer it once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeRequest(URI.create("ws://h/"), List.of(), List.of("a,b"), null))
                .withMessage("subprotocol 'a,b' is not a token (RFC 6455 section 4.1);"
                        + " use letters, digits and !#$%&'*+-.^_`|~");
    }

    private static HandshakeRequest request(String uri, Header... headers) {
        return new HandshakeRequest(URI.create(uri), List.of(headers), List.of(), null);
    }

    private static String encoded(HandshakeRequest request) {
        ByteBuffer out = ByteBuffer.allocateDirect(1000);
        request.encode(out, KEY);
        return ISO_8859_1.decode(out.flip()).toString();
    }
}
