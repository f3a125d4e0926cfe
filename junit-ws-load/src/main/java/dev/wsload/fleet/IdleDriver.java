package dev.wsload.fleet;

import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;

/** Idle: nobody sends, and what comes all the same is counted by the connection and dropped. */
final class IdleDriver implements Driver {
    @Override
    public void message(Connection connection, Opcode kind, ByteBuffer payload) {}
}
