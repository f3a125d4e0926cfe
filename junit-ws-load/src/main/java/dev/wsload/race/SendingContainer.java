package dev.wsload.race;

import java.util.Arrays;

/** What containers do when two messages overlap on one connection. The specification lets them throw (Jakarta WebSocket, RemoteEndpoint). */
enum SendingContainer {
    TOMCAT(
            "org.apache.tomcat.",
            "Tomcat throws IllegalStateException in the second (TEXT_FULL_WRITING, ..), and its message is lost"),
    UNDERTOW(
            "io.undertow.",
            "Undertow queues whole messages, and throws IllegalStateException (UT003016) where one goes in parts"),
    JETTY(
            "org.eclipse.jetty.",
            "Jetty throws IllegalStateException or WritePendingException in the second, and its message is lost"),
    OTHER("", "it may throw IllegalStateException in the second (Jakarta WebSocket, RemoteEndpoint), or mix the two");

    private final String beginning;
    private final String onOverlap;

    SendingContainer(String beginning, String onOverlap) {
        this.beginning = beginning;
        this.onOverlap = onOverlap;
    }

    /** Returns the one whose class sends. */
    static SendingContainer of(String name) {
        return Arrays.stream(values())
                .filter(container -> name.startsWith(container.beginning))
                .findFirst()
                .orElseThrow();
    }

    String onOverlap() {
        return onOverlap;
    }
}
