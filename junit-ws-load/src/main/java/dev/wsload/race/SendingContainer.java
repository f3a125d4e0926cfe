package dev.wsload.race;

import java.util.Arrays;

/** What containers do when two messages overlap on one connection. The specification lets them throw (Jakarta WebSocket, RemoteEndpoint). */
enum SendingContainer {
    TOMCAT(
            "org.apache.tomcat.",
            "Tomcat throws IllegalStateException in the second (TEXT_FULL_WRITING, ..), and its message is lost; parts that"
                    + " take turns get mixed into one message"),
    UNDERTOW(
            "io.undertow.",
            "Undertow sends whole messages one after the other, mixes those that go in parts into one, and throws"
                    + " IllegalStateException (UT003016) in a whole one between parts"),
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
