package dev.wsload.fleet;

import dev.wsload.client.WsMessage;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;

/** No workload runs: what comes waits for whoever takes it. */
final class InboxDriver implements Driver {
    @Override
    public void message(Connection connection, Opcode kind, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        connection.extras().inbox().put(new WsMessage(kind == Opcode.TEXT, bytes));
    }
}
