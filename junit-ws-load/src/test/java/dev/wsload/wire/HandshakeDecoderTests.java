package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeDecoderTests {
    /** The key of RFC 6455 section 1.3: "the sample nonce". */
    private static final HandshakeKey KEY = new HandshakeKey(0x7468_6520_7361_6d70L, 0x6c65_206e_6f6e_6365L);

    private static final HandshakeRequest PLAIN =
            new HandshakeRequest(URI.create("ws://localhost/chat"), List.of(), List.of(), null);
    private static final String ACCEPTED = """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            """;

    @Test
    void section1_3_theSampleNonceIsAccepted() throws HandshakeRefused {
        assertThat(KEY.value()).isEqualTo("dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(KEY.accept()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        ByteBuffer in = ByteBuffer.wrap((ACCEPTED + "\r\n\u0081\0").getBytes(ISO_8859_1));
        Optional<HandshakeAgreement> agreement = new HandshakeDecoder(PLAIN, KEY).decode(in);
        assertThat(agreement).isPresent();
        assertThat(agreement.orElseThrow().headers()).hasSize(3);
        assertThat(in.remaining()).isEqualTo(2);
    }
}
