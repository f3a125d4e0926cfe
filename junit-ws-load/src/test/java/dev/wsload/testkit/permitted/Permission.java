package dev.wsload.testkit.permitted;

import dev.wsload.testkit.permitted.Deflating.Shape;
import java.io.IOException;
import java.util.function.Supplier;

/** What RFC 6455 permits and few servers do, in the order of its sections; then RFC 7692, and what applications are free to do. */
public enum Permission {
    /** RFC 6455 section 4.2.2: names of headers in any case. */
    HEADER_NAMES_IN_ANY_CASE(answering(Answers::namesInAnyCase)),
    /** Section 4.1: values of Upgrade and Connection in any case. */
    HEADER_VALUES_IN_ANY_CASE(answering(Answers::valuesInAnyCase)),
    /** Section 4.2.2: headers in any order. */
    HEADERS_IN_ANY_ORDER(answering(Answers::anyOrder)),
    /** Section 4.2.2: further headers, empty ones and such with ISO-8859-1 too. */
    OTHER_HEADERS(answering(Answers::otherHeaders)),
    /** Section 4.1: cookies. */
    COOKIES(answering(Answers::cookies)),
    /** Section 4.2.2: a header of 60 lines and 13,000 bytes. */
    LONG_HEADER(answering(Answers::longHeader)),
    /** Section 4.1: further options in Connection. */
    CONNECTION_LISTS_MORE(answering(Answers::connectionListsMore)),
    /** Section 4.1, RFC 9110 section 5.3: Connection in two lines. */
    CONNECTION_IN_TWO_LINES(answering(Answers::connectionInTwoLines)),
    /** Section 4.1, RFC 9112 section 5: no white space around values, or a lot. */
    WHITE_SPACE_AROUND_VALUES(answering(Answers::whiteSpace)),
    /** Section 4.2.2, RFC 9112 section 4: an empty reason phrase. */
    NO_REASON_PHRASE(answering(Answers::noReason)),
    /** Section 4.2.2, RFC 9112 section 4: any reason phrase. */
    ANY_REASON_PHRASE(answering(Answers::anyReason)),
    /** Section 4.1, RFC 9110 section 15.2: another response of the 100s before. */
    AFTER_ANOTHER_RESPONSE(answering(Answers::afterAnotherResponse)),
    /** Section 4.1: the answer byte by byte. */
    ANSWER_BYTE_BY_BYTE(answering(Answers::byteByByte)),
    /** Section 4.2.2: frames in the same segment as the answer. */
    FRAMES_BEHIND_THE_ANSWER(answering(Answers::framesBehind)),
    /** Section 4.1: an answer that takes its time. */
    LATE_ANSWER(answering(Answers::late)),
    /** Section 4.2.2: the subprotocol that the client likes least. */
    LAST_SUBPROTOCOL(answering(Answers::lastSubprotocol)),
    /** Section 4.2.2: none of the subprotocols. */
    NO_SUBPROTOCOL(() -> new Manners() {}),

    /** Section 5.2: each form of the length at its boundaries. */
    EVERY_LENGTH(opening(Frames::everyLength)),
    /** Section 5.4: an empty first fragment. */
    EMPTY_FIRST_FRAGMENT(telling(Frames::emptyFirst)),
    /** Section 5.4: empty fragments in the middle. */
    EMPTY_MIDDLE_FRAGMENTS(telling(Frames::emptyMiddle)),
    /** Section 5.4: an empty last fragment. */
    EMPTY_LAST_FRAGMENT(telling(Frames::emptyLast)),
    /** Section 5.4: a message of empty fragments and nothing else. */
    ONLY_EMPTY_FRAGMENTS(opening(Frames::onlyEmpty)),
    /** Section 5.4: a fragment for each byte. */
    FRAGMENTS_OF_ONE_BYTE(telling(Frames::ofOneByte)),
    /** Section 5.4: hundreds of fragments. */
    HUNDREDS_OF_FRAGMENTS(opening(Frames::hundreds)),
    /** Section 5.4: control frames between fragments. */
    CONTROL_BETWEEN_FRAGMENTS(telling(Frames::controlBetween)),
    /** Section 5.4: a message begins long before it ends. */
    FIRST_FRAGMENT_IN_ADVANCE(telling(Frames::firstInAdvance)),
    /** Section 5.4: frames byte by byte. */
    FRAMES_BYTE_BY_BYTE(telling(Frames::byteByByte)),
    /** Section 5.4: frames in segments that end anywhere. */
    FRAMES_IN_ANY_SEGMENTS(telling(Frames::inSegmentsOfThree)),
    /** Section 5.4: many frames in one segment. */
    MANY_FRAMES_IN_ONE_SEGMENT(telling(Frames::manyInOneWrite)),
    /** Section 5.4: pauses between the bytes of a frame. */
    PAUSES_WITHIN_A_FRAME(telling(Frames::withPauses)),
    /** Section 5.5: control frames of 125 bytes. */
    CONTROL_FRAMES_OF_125_BYTES(telling(Frames::longControl)),

    /** Section 5.5.1: a close reply without a code. */
    CLOSE_REPLY_WITHOUT_A_CODE(closing(Endings::withoutACode)),
    /** Section 5.5.1: a close reply with another code and a reason. */
    CLOSE_REPLY_WITH_ANOTHER_CODE(closing(Endings::withAnotherCode)),
    /** Section 5.5.1: a reason of 123 bytes in the reply. */
    CLOSE_REPLY_WITH_A_LONG_REASON(closing(Endings::withTheLongestReason)),
    /** Section 5.5.1: a close reply byte by byte. */
    CLOSE_REPLY_BYTE_BY_BYTE(closing(Endings::byteByByte)),
    /** Section 5.5.1: a close reply after a while, and the end of TCP after another. */
    LATE_CLOSE_REPLY(closing(Endings::late)),
    /** Section 5.5.1: the rest of a message before the close reply. */
    CLOSE_REPLY_BEHIND_A_MESSAGE(closing(Endings::behindTheRest)),
    /** Section 5.5.1: messages and pings after the client's close frame. */
    DATA_AFTER_THE_CLIENTS_CLOSE(closing(Endings::behindData)),
    /** Section 5.4: a close reply between the fragments of a message, which is not ended any more. */
    CLOSE_REPLY_WITHIN_A_MESSAGE(closing(Endings::withinAMessage)),

    /** Section 5.5.2: pings without a payload, at any time. */
    PINGS_AT_ANY_TIME(opening(Habits::pings)),
    /** Section 5.5.2: ten pings at once. */
    MANY_PINGS_AT_ONCE(telling(Frames::manyPings)),
    /** Section 5.5.3: a pong for the newest of several pings. */
    PONG_FOR_THE_NEWEST_PING(Habits.NewestPing::new),
    /** Section 5.5.3: pongs that nobody asked for, beside messages. */
    UNSOLICITED_PONGS(telling(Frames::unsolicitedPongs)),
    /** Section 5.5.3: pongs as a heartbeat of one direction. */
    PONGS_AT_ANY_TIME(opening(Habits::pongs)),

    /** Section 7.1.1: half of TCP is ended first. */
    HALF_OF_TCP_FIRST(closing(Endings::halfFirst)),
    /** Section 7.1.2: the server closes first, with 1000. */
    CLOSES_FIRST(1000, telling(Endings.first(1000, "that is all"))),
    /** Section 7.1.2: it closes in the segment of its last message. */
    CLOSES_BEHIND_THE_LAST_MESSAGE(1000, telling(Endings::firstInTheSameSegment)),
    /** Section 7.1.1: it ends its half of TCP behind its close frame. */
    CLOSES_FIRST_AND_ENDS_ITS_HALF(1000, telling(Endings::firstAndFin)),
    /** Section 7.4.1: it goes away, with 1001. */
    GOES_AWAY(1001, telling(Endings.first(1001, ""))),
    /** Section 5.5.1: a close frame that says nothing. */
    CLOSES_WITHOUT_A_CODE(1005, telling(Endings::firstWithoutACode)),
    /** Section 7.1.6: a reason that means nothing to anybody else. */
    ANY_REASON(1000, telling(Endings.first(1000, "end of the lecture on OutOfMemoryError"))),
    /** Section 7.1.6: a reason of 123 bytes. */
    LONG_REASON(1000, telling(Endings.first(1000, "\u20ac".repeat(41)))),
    /** Section 7.4.2: a code of a library. */
    CODE_OF_A_LIBRARY(3000, telling(Endings.first(3000, ""))),
    /** Section 7.4.2: a code of its own. */
    CODE_OF_ITS_OWN(4999, telling(Endings.first(4999, "over"))),

    /** Section 8.1: characters split across fragments. */
    CHARACTERS_IN_FRAGMENTS(opening(Frames::charactersInFragments)),
    /** Section 8.1: characters split across segments. */
    CHARACTERS_IN_SEGMENTS(opening(Frames::charactersInSegments)),

    /** RFC 7692 section 5.1: the extension is declined. */
    DEFLATE_DECLINED(() -> new Manners() {}),
    /** Section 7.1: accepted without parameters. */
    DEFLATE(deflating("", Shape.WHOLE)),
    /** Section 7.1.1.1: the server keeps no context. */
    DEFLATE_SERVER_KEEPS_NOTHING(deflating("; server_no_context_takeover", Shape.WHOLE)),
    /** Section 7.1.1.2: the client keeps no context. */
    DEFLATE_CLIENT_KEEPS_NOTHING(deflating(";client_no_context_takeover", Shape.WHOLE)),
    /** Sections 7.1.1 and 7.1.2: all parameters, one as a quoted string. */
    DEFLATE_WITH_ALL_PARAMETERS(deflating(
            " ; client_max_window_bits=\"9\"; server_no_context_takeover ;server_max_window_bits=15 ; client_no_context_takeover",
            Shape.WHOLE)),
    /** Section 7.1.2.2: the smallest window of the client. */
    DEFLATE_WITH_A_SMALL_WINDOW(deflating("; client_max_window_bits=8", Shape.WHOLE)),
    /** Section 6: messages that are not compressed. */
    DEFLATE_EVERY_OTHER_MESSAGE(deflating("", Shape.EVERY_OTHER_ONE)),
    /** Section 6.1: a compressed message in fragments. */
    DEFLATE_IN_FRAGMENTS(deflating("", Shape.FRAGMENTS)),
    /** Section 7.2.3.6: empty messages. */
    DEFLATE_EMPTY_MESSAGES(deflating("", Shape.EMPTY_ONES_TOO)),
    /** Section 7.2.3.3: blocks without compression. */
    DEFLATE_STORED(deflating("", Shape.STORED)),
    /** Section 7.2.3.5: two blocks in a message. */
    DEFLATE_TWO_BLOCKS(deflating("", Shape.TWO_BLOCKS)),
    /** Section 7.2.3.4: a block that is marked as the last. */
    DEFLATE_FINAL_BLOCK(deflating("", Shape.FINAL_BLOCK)),

    /** Applications: greetings before any message. */
    GREETS(opening(Habits::greet)),
    /** Applications: one message, and the end. */
    SPEAKS_AND_CLOSES(1000, opening(Habits::speakAndClose)),
    /** Applications: messages that nobody asked for. */
    SENDS_NEWS(opening(Habits::news)),
    /** Applications: slow and steady answers. */
    ANSWERS_STEADILY(telling(Habits::steadily)),
    /** Applications: some clients get their answers later than others. */
    EACH_AT_ITS_PACE(telling(Habits::eachAtItsPace)),
    /** Applications: answers in bursts. */
    ANSWERS_IN_BURSTS(Habits.Bursts::new),
    /** Applications: no answers at all. */
    TAKES_WHAT_IT_IS_TOLD(Habits.Sink::new),
    /** Applications: answers to some clients only. */
    ANSWERS_SUBSCRIBERS(Habits.News::new);

    /** Sends a message. */
    @FunctionalInterface
    interface Telling {
        void tell(Peer peer, int opcode, byte[] payload) throws IOException;
    }

    /** Answers the client's close frame. */
    @FunctionalInterface
    interface Closing {
        void close(Peer peer, byte[] said) throws IOException;
    }

    private final int code;
    private final Supplier<Manners> manners;

    Permission(Supplier<Manners> manners) {
        this(0, manners);
    }

    Permission(int code, Supplier<Manners> manners) {
        this.code = code;
        this.manners = manners;
    }

    /** Returns the code that the server closes with when all has been said; 0 when it does not close. */
    public int closesWith() {
        return code;
    }

    /** Says whether it is about compression, which the client has to offer. */
    public boolean isOfDeflate() {
        return name().startsWith("DEFLATE");
    }

    Manners manners() {
        return manners.get();
    }

    private static Supplier<Manners> answering(Peer.Act answer) {
        return () -> new Manners() {
            @Override
            public void answer(Peer peer) throws IOException {
                answer.on(peer);
            }
        };
    }

    private static Supplier<Manners> opening(Peer.Act open) {
        return () -> new Manners() {
            @Override
            public void open(Peer peer) throws IOException {
                open.on(peer);
            }
        };
    }

    private static Supplier<Manners> telling(Telling telling) {
        return () -> new Manners() {
            @Override
            public void message(Peer peer, int opcode, byte[] payload) throws IOException {
                telling.tell(peer, opcode, payload);
            }
        };
    }

    private static Supplier<Manners> closing(Closing closing) {
        return () -> new Manners() {
            @Override
            public void close(Peer peer, byte[] said) throws IOException {
                closing.close(peer, said);
            }
        };
    }

    private static Supplier<Manners> deflating(String parameters, Shape shape) {
        return () -> new Deflating(parameters, shape);
    }
}
