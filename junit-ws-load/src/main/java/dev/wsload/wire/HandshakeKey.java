package dev.wsload.wire;

/** STUB: the 16 random bytes of Sec-WebSocket-Key, kept as two longs (RFC 6455 section 4.1). */
public record HandshakeKey(long high, long low) {}
