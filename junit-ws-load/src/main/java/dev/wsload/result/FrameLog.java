package dev.wsload.result;

import dev.wsload.wire.LoggedFrame;
import java.util.List;

/**
 * The last frames of a connection until it met an offence: a message that is corrupted or meant for somebody else, or a frame that
 * breaks a rule. Immutable.
 *
 * @param client whose connection it is
 * @param offence what it met, in words
 * @param frames of both directions, the oldest first; at most 16
 * @param offending which of them completed the offending message or is the offending frame; -1 if more were sent since it began
 * @param begins the first bytes of the offending message, or of the offending frame from its header on; at most 48, those that are
 *     not printable ASCII as {@code \x81}
 * @since 0.1
 */
public record FrameLog(int client, String offence, List<LoggedFrame> frames, int offending, String begins) {
    /** Copies what it is given. */
    public FrameLog {
        frames = List.copyOf(frames);
    }
}
