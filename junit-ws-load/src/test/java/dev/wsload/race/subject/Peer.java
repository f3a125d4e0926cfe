package dev.wsload.race.subject;

/** A client as a room sees it. */
interface Peer {
    /** Sends it a text; of one that has gone, nothing comes. */
    void send(String text);

    /** Its connection has ended. */
    default void leave() {}
}
