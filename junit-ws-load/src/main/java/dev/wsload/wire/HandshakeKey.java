package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The 16 random bytes of {@code Sec-WebSocket-Key}, kept as two numbers (RFC 6455 section 4.1). Immutable.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 * @since 0.1
 */
public record HandshakeKey(long high, long low) {
    private static final byte[] GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);

    /** Returns the header's value: the bytes in base64, 24 characters. */
    public String value() {
        return new String(base64(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the {@code Sec-WebSocket-Accept} that answers this key: base64 of the SHA-1 of value and GUID (section 4.2.2). */
    public String accept() {
        MessageDigest sha1 = sha1();
        sha1.update(base64());
        return Base64.getEncoder().encodeToString(sha1.digest(GUID));
    }

    private byte[] base64() {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return Base64.getEncoder().encode(bytes);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1, which every Java must have", e);
        }
    }
}
