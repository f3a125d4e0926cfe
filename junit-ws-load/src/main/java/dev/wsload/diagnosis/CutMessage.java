package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FrameLog;
import dev.wsload.wire.LoggedFrame;
import dev.wsload.wire.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * No reply of an echo came as it was sent, and the first of them was shorter.
 *
 * @param sent how long each message was, in bytes
 * @param came how long that reply was
 */
record CutMessage(long sent, long came) {
    private static final long LONGEST_IN_16_BITS = 65_535;
    private static final Set<Opcode> MESSAGES = Set.of(Opcode.TEXT, Opcode.BINARY);

    /** Returns it, as far as the frames of whoever met the first changed message show it. */
    static Optional<CutMessage> of(Evidence evidence) {
        boolean isAboutAll = evidence.delivery().delivered() == 0
                && evidence.delivery().clients(Kind.CORRUPTED) >= Cause.FEWEST
                && evidence.delivery().owed() <= evidence.delivery().sent();
        return isAboutAll ? evidence.fleet().firstOffence().flatMap(CutMessage::of) : Optional.empty();
    }

    private static Optional<CutMessage> of(FrameLog log) {
        List<Long> sent = log.frames().stream()
                .filter(frame -> !frame.received() && isMessage(frame))
                .map(LoggedFrame::length)
                .distinct()
                .toList();
        return Optional.of(log)
                .filter(some -> some.offending() >= 0 && sent.size() == 1)
                .map(some -> some.frames().get(some.offending()))
                .filter(CutMessage::isMessage)
                .map(reply -> new CutMessage(sent.get(0), reply.length()))
                .filter(cut -> cut.came < cut.sent);
    }

    private static boolean isMessage(LoggedFrame frame) {
        return frame.fin()
                && frame.rsv() == 0
                && frame.opcode().filter(MESSAGES::contains).isPresent();
    }

    /** Says whether what came is what 16 bits hold of the length. */
    boolean isIn16Bits() {
        return sent > LONGEST_IN_16_BITS && came == (sent & LONGEST_IN_16_BITS);
    }

    Finding finding(List<String> facts) {
        List<String> because = new ArrayList<>(facts);
        because.add("none came back as it was sent; the first was " + Figures.count(came) + " bytes long, of "
                + Figures.count(sent) + " that had been sent");
        return isIn16Bits() ? in16Bits(because) : cut(because);
    }

    private Finding in16Bits(List<String> because) {
        because.add(Figures.count(came) + " is what is left of " + Figures.count(sent)
                + " in 16 bits: the remainder by 65,536");
        return new Finding(
                "the server keeps the length of a message in 16 bits",
                "",
                because,
                "write the length of what is longer than 65,535 bytes as 127 and 64 bits; 126 and 16 bits are for 126 to 65,535"
                        + " (RFC 6455 section 5.2)",
                "");
    }

    private Finding cut(List<String> because) {
        return new Finding(
                "messages come back cut after " + Figures.count(came)
                        + " bytes, one of: a buffer of that size is read into once, and not again for the rest, or a limit",
                "",
                because,
                "read until the message is complete: its frame's header says how long it is, and one read returns a part of it;"
                        + " or raise the limit",
                "which of the two");
    }
}
