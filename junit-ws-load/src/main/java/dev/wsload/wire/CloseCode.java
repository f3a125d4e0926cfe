package dev.wsload.wire;

import java.util.Map;

/**
 * A WebSocket close code (RFC 6455 section 7.4; names from section 11.7 and the IANA registry). Immutable.
 *
 * @param value the number, 0 to 65535: whatever two bytes on the wire can say, sensible or not
 * @since 0.1
 */
public record CloseCode(int value) implements Comparable<CloseCode> {
    /** 1000: the purpose of the connection has been fulfilled. */
    public static final CloseCode NORMAL_CLOSURE = new CloseCode(1000);
    /** 1001: the endpoint goes away, such as a server that shuts down. */
    public static final CloseCode GOING_AWAY = new CloseCode(1001);
    /** 1002: the peer broke the protocol. */
    public static final CloseCode PROTOCOL_ERROR = new CloseCode(1002);
    /** 1003: a kind of data that the endpoint cannot accept. */
    public static final CloseCode UNSUPPORTED_DATA = new CloseCode(1003);
    /** 1005: a close frame without a status arrived; never sent. */
    public static final CloseCode NO_STATUS_RECEIVED = new CloseCode(1005);
    /** 1006: the connection ended without a close frame; never sent. */
    public static final CloseCode ABNORMAL_CLOSURE = new CloseCode(1006);
    /** 1007: data that does not fit its type, such as text that is not UTF-8. */
    public static final CloseCode INVALID_PAYLOAD_DATA = new CloseCode(1007);
    /** 1008: a message that violates the endpoint's policy. */
    public static final CloseCode POLICY_VIOLATION = new CloseCode(1008);
    /** 1009: a message too big to process. */
    public static final CloseCode MESSAGE_TOO_BIG = new CloseCode(1009);
    /** 1010: the server did not negotiate an extension that the client needs. */
    public static final CloseCode MANDATORY_EXTENSION = new CloseCode(1010);
    /** 1011: an unexpected condition on the server. */
    public static final CloseCode INTERNAL_ERROR = new CloseCode(1011);
    /** 1012: the service restarts. */
    public static final CloseCode SERVICE_RESTART = new CloseCode(1012);
    /** 1013: the service is overloaded: try again later. */
    public static final CloseCode TRY_AGAIN_LATER = new CloseCode(1013);
    /** 1014: a gateway received an invalid answer from upstream. */
    public static final CloseCode BAD_GATEWAY = new CloseCode(1014);
    /** 1015: the TLS handshake failed; never sent. */
    public static final CloseCode TLS_HANDSHAKE = new CloseCode(1015);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1000, "normal closure"),
            Map.entry(1001, "going away"),
            Map.entry(1002, "protocol error"),
            Map.entry(1003, "unsupported data"),
            Map.entry(1004, "reserved"),
            Map.entry(1005, "no status received"),
            Map.entry(1006, "abnormal closure"),
            Map.entry(1007, "invalid payload data"),
            Map.entry(1008, "policy violation"),
            Map.entry(1009, "message too big"),
            Map.entry(1010, "mandatory extension"),
            Map.entry(1011, "internal error"),
            Map.entry(1012, "service restart"),
            Map.entry(1013, "try again later"),
            Map.entry(1014, "bad gateway"),
            Map.entry(1015, "TLS handshake"));

    /** Refuses what does not fit two bytes. */
    public CloseCode {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(
                    "close code = " + value + ", must be 0 to 65535 (two bytes on the wire)");
        }
    }

    /**
     * Returns the close code of this number.
     *
     * @param value 0 to 65535
     * @throws IllegalArgumentException outside of that range
     */
    public static CloseCode of(int value) {
        return new CloseCode(value);
    }

    /**
     * Says whether a close frame may carry this code: 1000 to 1003, 1007 to 1014, and 3000 to 4999 (RFC 6455 section
     * 7.4.1 and 7.4.2).
     */
    public boolean isSendable() {
        return switch (value) {
            case 1004, 1005, 1006, 1015 -> false;
            default -> value >= 1000 && value <= 1014 || value >= 3000 && value <= 4999;
        };
    }

    /** Says whether the code is for local use only and stands for what did not come in a frame: 1005, 1006, 1015. */
    public boolean isSynthetic() {
        return value == 1005 || value == 1006 || value == 1015;
    }

    /** Returns the registered name in lower case, or the range that the code lies in. */
    public String label() {
        String name = NAMES.get(value);
        if (name != null) {
            return name;
        }
        return value < 1000
                ? "invalid"
                : value < 3000 ? "unassigned" : value < 4000 ? "library" : value < 5000 ? "private use" : "invalid";
    }

    @Override
    public int compareTo(CloseCode other) {
        return Integer.compare(value, other.value);
    }

    /** Returns number and label: {@code 1000 (normal closure)}. */
    @Override
    public String toString() {
        return value + " (" + label() + ")";
    }
}
