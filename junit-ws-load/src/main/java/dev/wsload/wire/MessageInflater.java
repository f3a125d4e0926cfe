package dev.wsload.wire;

/** STUB: the receiving half of permessage-deflate (RFC 7692). */
public final class MessageInflater implements AutoCloseable {
    /** The inflater that the agreement asks for in this role. */
    public MessageInflater(DeflateParameters agreed, Role role) {}

    @Override
    public void close() {}
}
