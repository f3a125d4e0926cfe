package dev.wsload.fleet;

import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.Stamp;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Finds the stamp in what comes back, if need be by a function of the user's that makes a reply into what was sent. */
final class Replies {
    private static final int EXCERPT = 60;

    private final UnaryOperator<String> recogniser;
    private final boolean verbatim;
    private final Stamp stamp;
    private final ErrorLog errors;

    /**
     * Creates a reader.
     *
     * @param stamp takes what a payload says
     * @param errors takes what the function throws
     */
    Replies(UnaryOperator<String> recogniser, Stamp stamp, ErrorLog errors) {
        this.recogniser = recogniser;
        this.stamp = stamp;
        this.errors = errors;
        verbatim = recogniser == UnaryOperator.<String>identity();
    }

    Stamp.Reading read(int client, Opcode kind, ByteBuffer payload) {
        if (verbatim || kind == Opcode.BINARY) {
            return stamp.read(payload);
        }
        try {
            String sent = recogniser.apply(text(payload));
            return sent == null
                    ? Stamp.Reading.FOREIGN
                    : stamp.read(ByteBuffer.wrap(sent.getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException | Error e) {
            errors.add(Origin.CALLBACK, client, e);
            return Stamp.Reading.FOREIGN;
        }
    }

    /** Returns the beginning of a payload as text. */
    static String excerpt(ByteBuffer payload) {
        String text = text(payload);
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }

    private static String text(ByteBuffer payload) {
        return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }
}
