package dev.wsload.fleet;

import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;

/** What the clients of one shard do at present; its loop alone calls it. */
interface Driver {
    /** A message has come; the payload is valid during the call only. */
    void message(Connection connection, Opcode kind, ByteBuffer payload);

    /** A message has come after the server's close frame. */
    default void afterClose(Connection connection) {}

    /** A pong has come. */
    default void pong(Connection connection) {}

    /** A connection has opened. */
    default void joined(Connection connection) {}

    /** What waited to be sent has been sent. */
    default void writable(Connection connection) {}

    /** A connection has ended, or has not come about. */
    default void left(Connection connection) {}
}
