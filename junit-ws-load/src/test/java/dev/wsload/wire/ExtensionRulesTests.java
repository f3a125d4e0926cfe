package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The negotiation of permessage-deflate: RFC 6455 section 9.1 and RFC 7692 section 7.1, the client's side. */
class ExtensionRulesTests {
    private static final DeflateParameters SMALL = new DeflateParameters(true, true, 10, 10);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void noAnswerMeansNoCompression(String header) throws HandshakeRefused {
        assertThat(agree(DeflateParameters.DEFAULT, header)).isEmpty();
        assertThat(ExtensionRules.agree(Optional.of(DeflateParameters.DEFAULT), List.of()))
                .isEmpty();
        assertThat(ExtensionRules.agree(Optional.empty(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    permessage-deflate|false|false|15|15
                    permessage-deflate;server_no_context_takeover|true|false|15|15
                    permessage-deflate; client_no_context_takeover|false|true|15|15
                    permessage-deflate; server_max_window_bits=8|false|false|8|15
                    permessage-deflate; client_max_window_bits = 9|false|false|15|9
                    permessage-deflate; client_max_window_bits="12"|false|false|15|12
                    permessage-deflate; client_max_window_bits="1\\2"|false|false|15|12
                    permessage-deflate; server_max_window_bits=15 ; client_max_window_bits=15|false|false|15|15
                    , permessage-deflate ,|false|false|15|15
                    """)
    void theAnswerSetsTheParameters(
            String header, boolean serverForgets, boolean clientForgets, int serverBits, int clientBits)
            throws HandshakeRefused {
        assertThat(agree(DeflateParameters.DEFAULT, header))
                .contains(new DeflateParameters(serverForgets, clientForgets, serverBits, clientBits));
    }

    @Test
    void section7_1_whatTheClientPromisedHoldsEvenWhenTheAnswerDoesNotRepeatIt() throws HandshakeRefused {
        assertThat(agree(SMALL, "permessage-deflate; server_no_context_takeover; server_max_window_bits=9"))
                .contains(new DeflateParameters(true, true, 9, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    permessage-deflate; server_max_window_bits=10|without the server_no_context_takeover that was offered
                    permessage-deflate; server_no_context_takeover|without the server_max_window_bits that was offered
                    """)
    void section7_1_whatTheServerWasAskedForItMustConfirm(String header, String rule) {
        assertThat(refusal(SMALL, header))
                .isEqualTo("the server accepted permessage-deflate " + rule + " (RFC 7692 section 7.1)");
    }

    @ParameterizedTest
    @CsvSource({"server_max_window_bits", "client_max_window_bits"})
    void section7_1_2_noWindowMayExceedItsOffer(String name) {
        String confirmed = "permessage-deflate; server_no_context_takeover; ";
        String other = name.startsWith("s") ? "" : "; server_max_window_bits=10";
        assertThat(refusal(SMALL, confirmed + name + "=11" + other))
                .isEqualTo("the server answered " + name
                        + " = '11', must be 8 to 10 after this offer (RFC 7692 section 7.1)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"=7,7", "=16,16", "=08,08", "=x,x", "=-9,-9", "=99999999999,99999999999", "~~,~~"})
    void section7_1_2_aWindowIsANumberFrom8To15WithoutLeadingZeros(String suffix, String shown) {
        assertThat(refusal(DeflateParameters.DEFAULT, "permessage-deflate; server_max_window_bits" + suffix))
                .isEqualTo("the server answered server_max_window_bits = '" + shown
                        + "', must be 8 to 15 after this offer (RFC 7692 section 7.1)");
    }

    @Test
    void section7_1_1_noContextTakeoverHasNoValue() {
        assertThat(refusal(DeflateParameters.DEFAULT, "permessage-deflate; client_no_context_takeover=1"))
                .isEqualTo("the server answered client_no_context_takeover with the value '1', must have none"
                        + " (RFC 7692 section 7.1)");
    }

    @Test
    void section7_1_unknownParametersAreRefused() {
        assertThat(refusal(DeflateParameters.DEFAULT, "permessage-deflate; level=9"))
                .isEqualTo("the server answered the unknown parameter 'level' to permessage-deflate"
                        + " (RFC 7692 section 7.1)");
    }

    @Test
    void section7_1_repeatedParametersAreRefused() {
        assertThat(refusal(
                        DeflateParameters.DEFAULT,
                        "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9"))
                .isEqualTo("Sec-WebSocket-Extensions of the answer gives the parameter server_max_window_bits twice:"
                        + " 'permessage-deflate; server_max_window_bits=9; server_max_window_bits=9'"
                        + " (RFC 6455 section 9.1)");
    }

    @Test
    void theExtensionIsAcceptedOnce() {
        assertThat(refusal(DeflateParameters.DEFAULT, "permessage-deflate, permessage-deflate"))
                .isEqualTo("the server accepted permessage-deflate 2 times, must accept it once"
                        + " (RFC 7692 section 7.1)");
        HandshakeRefused twoLines = catchThrowableOfType(
                HandshakeRefused.class,
                () -> ExtensionRules.agree(
                        Optional.of(DeflateParameters.DEFAULT), List.of("permessage-deflate", "permessage-deflate")));
        assertThat(twoLines).hasMessageStartingWith("the server accepted permessage-deflate 2 times");
    }

    @Test
    void section4_1_extensionsThatWereNotOfferedAreRefused() {
        assertThat(refusal(null, "permessage-deflate"))
                .isEqualTo("the server chose the extension 'permessage-deflate', which was not offered"
                        + " (RFC 6455 section 4.1)");
        assertThat(refusal(DeflateParameters.DEFAULT, "x-webkit-deflate-frame"))
                .isEqualTo("the server chose the extension 'x-webkit-deflate-frame', which was not offered"
                        + " (RFC 6455 section 4.1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    permessage-deflate; a b|has 'a b' where a token belongs
                    permessage-deflate;|has '' where a token belongs
                    permessage-deflate; a=|has '' where a token belongs
                    permessage-deflate; a=""|has '' where a token belongs
                    permessage-deflate; a="x|has '"x' where a token belongs
                    permessage-deflate; a="b\\"c;d"|has 'b"c;d' where a token belongs
                    permessage-deflate; a=b=c|has a malformed parameter ' a=b=c'
                    ;a|has '' where a token belongs
                    """)
    void rfc6455Section9_1_whatIsMalformedIsRefused(String header, String problem) {
        assertThat(refusal(DeflateParameters.DEFAULT, header))
                .isEqualTo("Sec-WebSocket-Extensions of the answer " + problem + ": '" + header
                        + "' (RFC 6455 section 9.1)");
    }

    private static Optional<DeflateParameters> agree(DeflateParameters offer, String header) throws HandshakeRefused {
        return ExtensionRules.agree(Optional.ofNullable(offer), List.of(header));
    }

    private static String refusal(DeflateParameters offer, String header) {
        return catchThrowableOfType(HandshakeRefused.class, () -> agree(offer, header))
                .getMessage();
    }
}
