package dev.wsload.client;

import java.nio.charset.StandardCharsets;

/**
 * A message that a client received. Thread-safe as long as nobody writes to the array.
 *
 * @param isText whether it is a text message
 * @param payload its bytes; text is valid UTF-8
 * @since 0.1
 */
public record WsMessage(boolean isText, byte[] payload) {
    /** Returns the payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return isText ? "text \"" + text() + "\"" : "binary, " + payload.length + " bytes";
    }
}
