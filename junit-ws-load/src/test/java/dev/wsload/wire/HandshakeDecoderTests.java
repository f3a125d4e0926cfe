package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 6455 section 4.1 asks a client to check in the server's answer. */
class HandshakeDecoderTests {
    /** The key of RFC 6455 section 1.3: "the sample nonce". */
    private static final HandshakeKey KEY = new HandshakeKey(0x7468_6520_7361_6d70L, 0x6c65_206e_6f6e_6365L);

    private static final HandshakeRequest PLAIN =
            new HandshakeRequest(URI.create("ws://localhost/chat"), List.of(), List.of(), null);
    private static final String STATUS = "HTTP/1.1 101 Switching Protocols\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\n";
    private static final String CONNECTION = "Connection: Upgrade\r\n";
    private static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    private static final String ACCEPTED = STATUS + UPGRADE + CONNECTION + ACCEPT;

    @Test
    void section1_3_theSampleNonceIsAccepted() throws HandshakeRefused {
        assertThat(KEY.value()).isEqualTo("dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(KEY.accept()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        HandshakeAgreement agreement = decode(PLAIN, ACCEPTED + "\r\n");
        assertThat(agreement.subprotocol()).isEmpty();
        assertThat(agreement.deflate()).isEmpty();
        assertThat(agreement.headers())
                .containsExactly(
                        new Header("Upgrade", "websocket"),
                        new Header("Connection", "Upgrade"),
                        new Header("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    @Test
    void theBytesBehindTheHeaderAreLeftToTheFrameDecoder() throws HandshakeRefused {
        ByteBuffer in = bytes(ACCEPTED + "\r\n\u0081\0");
        assertThat(new HandshakeDecoder(PLAIN, KEY).decode(in)).isPresent();
        assertThat(in.remaining()).isEqualTo(2);
    }

    @Test
    void theAnswerMayComeByteByByte() throws HandshakeRefused {
        HandshakeDecoder decoder = new HandshakeDecoder(PLAIN, KEY);
        String answer = ACCEPTED + "\r\n";
        for (int i = 0; i < answer.length() - 1; i++) {
            assertThat(decoder.decode(bytes(answer.substring(i, i + 1)))).isEmpty();
        }
        assertThat(decoder.decode(bytes("\n"))).isPresent();
    }

    @Test
    void interimResponsesBeforeTheAnswerArePassedOver() throws HandshakeRefused {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
        assertThat(decode(PLAIN, interim + ACCEPTED + "\r\n").headers()).hasSize(3);
        assertThat(refusal(PLAIN, interim + "HTTP/1.1 404 Not Found\r\n\r\n").httpStatus())
                .isEqualTo(404);
        assertThat(refusal(PLAIN, "HTTP/1.1 102 Processing\r\n\r\n".repeat(60)))
                .hasMessage("the answer has more than 100 header lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STATUS + "UPGRADE:WebSocket\r\nconnection: keep-alive ,\tuPgrAde\r\n" + ACCEPT,
                STATUS + UPGRADE + "Connection: keep-alive\r\n" + CONNECTION + ACCEPT + "X-Empty:\r\n",
                "HTTP/1.1 101 \r\n" + UPGRADE + CONNECTION + ACCEPT,
                "HTTP/1.1 101\r\n" + UPGRADE + CONNECTION + ACCEPT + "Server: \t gr\u00fcn \t\r\n",
                ACCEPTED + "Sec-WebSocket-Extensions: \r\nContent-Length: 0\r\n"
            })
    void theSameAnswerSpeltDifferentlyIsAccepted(String answer) throws HandshakeRefused {
        assertThat(decode(PLAIN, answer + "\r\n")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HTTP/1.1 200 OK|200|the server answered 200 'OK', must be 101 to open a WebSocket (RFC 6455 section 4.1)
                    HTTP/1.1 401|401|the server answered 401, must be 101 to open a WebSocket (RFC 6455 section 4.1)
                    HTTP/1.1 503 Busy~Retry-After: 120|503|the server answered 503 'Busy', must be 101 to open a WebSocket (RFC 6455 section 4.1); Retry-After: '120'
                    HTTP/1.1 302 Found~Location: /x|302|the server answered 302 'Found', must be 101 to open a WebSocket (RFC 6455 section 4.1); Location: '/x'
                    HTTP/1.1 426 No~Sec-WebSocket-Version: 12~Server: Old/1|426|the server answered 426 'No', must be 101 to open a WebSocket (RFC 6455 section 4.1); Sec-WebSocket-Version: '12'; Server: 'Old/1'
                    HTTP/1.0 404 File not found|404|the server answered 404 'File not found', must be 101 to open a WebSocket (RFC 6455 section 4.1)
                    HTTP/1.0 101 Old|0|the status line 'HTTP/1.0 101 Old' is not one of HTTP/1.1 (RFC 9112 section 4)
                    HTTP/1.1 1O1 Typo|0|the status line 'HTTP/1.1 1O1 Typo' is not one of HTTP/1.1 (RFC 9112 section 4)
                    HTTP/1.1 999 Beyond|0|the status line 'HTTP/1.1 999 Beyond' is not one of HTTP/1.1 (RFC 9112 section 4)
                    """)
    void section4_1_anyOtherStatusThan101RefusesTheHandshake(String head, int status, String sentence) {
        HandshakeRefused refused = refusal(PLAIN, head.replace("~", "\r\n") + "\r\n\r\n");
        assertThat(refused).hasMessage(sentence);
        assertThat(refused.httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Content-Length: 26|Wrong~ Origin: not of here~|Wrong Origin: not of here
                    Transfer-Encoding: chunked|1a~Wrong Origin~0~~|Wrong Origin 0
                    Connection: close|Wrong Origin|Wrong Origin
                    """)
    void theBeginningOfTheBodyIsKept(String header, String body, String shown) {
        HandshakeRefused refused =
                refusal(PLAIN, "HTTP/1.1 403 No\r\n" + header + "\r\n\r\n" + body.replace("~", "\r\n"));

        assertThat(refused.body()).isEqualTo(shown);
        assertThat(refused).hasMessageEndingWith("; body: '" + shown + "'");
    }

    @Test
    void aBodyThatIsAnnouncedIsAwaited() throws HandshakeRefused {
        HandshakeDecoder decoder = new HandshakeDecoder(PLAIN, KEY);

        assertThat(decoder.decode(bytes("HTTP/1.1 403 No\r\nContent-Length: 4\r\n\r\n")))
                .isEmpty();
        assertThat(decoder.refused())
                .hasValueSatisfying(soFar -> assertThat(soFar.httpStatus()).isEqualTo(403));

        HandshakeRefused refused = catchThrowableOfType(HandshakeRefused.class, () -> decoder.decode(bytes("away")));
        assertThat(refused.body()).isEqualTo("away");
        assertThat(refused.header("content-length")).hasValue("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0", "\u0015\u0003\u0003", "HTTP/2", "http/1.1", "\r\n"})
    void whatIsNotHttpIsRefusedAtItsFirstWrongByte(String start) {
        HandshakeRefused refused = refusal(PLAIN, start);
        assertThat(refused.getMessage()).startsWith("the answer is not HTTP/1.1: it starts with '");
        assertThat(refused.httpStatus()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Connection: Upgrade|header Upgrade is missing in the answer
                    Upgrade: h2c~Connection: Upgrade|header Upgrade of the answer is 'h2c', must be 'websocket'
                    Upgrade: websocket~Upgrade: websocket|header Upgrade stands 2 times in the answer, must stand once
                    Upgrade: websocket|header Connection of the answer is '', must name 'Upgrade'
                    Upgrade: websocket~Connection: close, upgraded|header Connection of the answer is 'close, upgraded', must name 'Upgrade'
                    """)
    void section4_1_upgradeAndConnectionMustSaySo(String headers, String sentence) {
        assertThat(refusal(PLAIN, STATUS + headers.replace("~", "\r\n") + "\r\n" + ACCEPT + "\r\n"))
                .hasMessage(sentence + " (RFC 6455 section 4.1)");
    }

    @Test
    void section4_1_acceptMustAnswerTheKey() {
        String start = STATUS + UPGRADE + CONNECTION;
        assertThat(refusal(PLAIN, start + "\r\n"))
                .hasMessage("header Sec-WebSocket-Accept is missing in the answer (RFC 6455 section 4.1)");
        assertThat(refusal(PLAIN, start + "Sec-WebSocket-Accept: nonsense\r\n\r\n"))
                .hasMessage("header Sec-WebSocket-Accept of the answer is 'nonsense', must be"
                        + " 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' for the key that was sent (RFC 6455 section 4.1)");
        assertThat(refusal(PLAIN, ACCEPTED + ACCEPT + "\r\n"))
                .hasMessage("header Sec-WebSocket-Accept stands 2 times in the answer, must stand once"
                        + " (RFC 6455 section 4.1)");
    }

    @Test
    void section4_1_theSubprotocolMustBeOneThatWasOffered() throws HandshakeRefused {
        HandshakeRequest request = new HandshakeRequest(PLAIN.target(), List.of(), List.of("chat", "v2"), null);
        String v2 = "Sec-WebSocket-Protocol: v2\r\n";
        assertThat(decode(request, ACCEPTED + v2 + "\r\n").subprotocol()).contains("v2");
        assertThat(decode(request, ACCEPTED + "\r\n").subprotocol()).isEmpty();
        assertThat(refusal(request, ACCEPTED + "Sec-WebSocket-Protocol: V2\r\n\r\n"))
                .hasMessage("the server chose the subprotocol 'V2', offered were [chat, v2] (RFC 6455 section 4.1)");
        assertThat(refusal(PLAIN, ACCEPTED + v2 + "\r\n"))
                .hasMessage("the server chose the subprotocol 'v2', offered were [] (RFC 6455 section 4.1)");
        assertThat(refusal(request, ACCEPTED + v2 + v2 + "\r\n"))
                .hasMessage("header Sec-WebSocket-Protocol stands 2 times in the answer, must stand once"
                        + " (RFC 6455 section 4.1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "X-A: 1~ folded|the header line ' folded' continues the line before it (RFC 9112 section 5.2)",
                "no colon|the header line 'no colon' has no colon (RFC 9112 section 5)",
                "X-A : 1|the header name 'X-A ' is not a token (RFC 9112 section 5.1)",
                ": 1|the header name '' is not a token (RFC 9112 section 5.1)",
                "X-A: 1\u00002|header X-A: the value ' 1\\x002' has a control character (RFC 9110 section 5.5)",
                "X-A: 1\r2|header X-A: the value ' 1\\x0D2' has a control character (RFC 9110 section 5.5)"
            })
    void aMalformedHeaderLineIsRefused(String line, String sentence) {
        assertThat(refusal(PLAIN, ACCEPTED + line.replace("~", "\r\n") + "\r\n\r\n"))
                .hasMessage(sentence);
    }

    @Test
    void aLineMustEndWithCrLf() {
        assertThat(refusal(PLAIN, STATUS + "Upgrade: websocket\n"))
                .hasMessage("line 2 of the answer ends with LF alone, must end with CR LF (RFC 9112 section 2.2)");
    }

    @Test
    void endlessHeadersAreCutOffAt16KiB() {
        String header = "X-A: " + "x".repeat(8000) + "\r\n";
        assertThat(refusal(PLAIN, ACCEPTED + header + header + header))
                .hasMessage("the header of the answer is longer than 16384 bytes");
        assertThat(refusal(PLAIN, STATUS + "x".repeat(20_000)))
                .hasMessage("the header of the answer is longer than 16384 bytes");
    }

    @Test
    void aHeaderOfExactly16KiBIsRead() throws HandshakeRefused {
        String fill = "X-A: " + "x".repeat(16 * 1024 - ACCEPTED.length() - 9) + "\r\n\r\n";
        assertThat(decode(PLAIN, ACCEPTED + fill)).isNotNull();
        assertThat(refusal(PLAIN, ACCEPTED + "y" + fill))
                .hasMessage("the header of the answer is longer than 16384 bytes");
    }

    @Test
    void endlessHeaderLinesAreCutOffAt100() throws HandshakeRefused {
        assertThat(decode(PLAIN, ACCEPTED + "X: 1\r\n".repeat(97) + "\r\n").headers())
                .hasSize(100);
        assertThat(refusal(PLAIN, ACCEPTED + "X: 1\r\n".repeat(98)))
                .hasMessage("the answer has more than 100 header lines");
    }

    @Test
    void aDecoderThatHasRefusedRefusesForTheSameReason() {
        HandshakeDecoder decoder = new HandshakeDecoder(PLAIN, KEY);
        HandshakeRefused first = catchThrowableOfType(HandshakeRefused.class, () -> decoder.decode(bytes("nonsense")));
        assertThatExceptionOfType(HandshakeRefused.class)
                .isThrownBy(() -> decoder.decode(bytes(ACCEPTED + "\r\n")))
                .isSameAs(first);
    }

    private static HandshakeAgreement decode(HandshakeRequest request, String answer) throws HandshakeRefused {
        Optional<HandshakeAgreement> agreement = new HandshakeDecoder(request, KEY).decode(bytes(answer));
        assertThat(agreement).isPresent();
        return agreement.get();
    }

    private static HandshakeRefused refusal(HandshakeRequest request, String answer) {
        HandshakeDecoder decoder = new HandshakeDecoder(request, KEY);
        return catchThrowableOfType(HandshakeRefused.class, () -> decoder.decode(bytes(answer)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
