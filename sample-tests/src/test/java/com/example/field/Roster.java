package com.example.field;

import io.undertow.websockets.core.WebSocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Who is in a room, in the order of arrival; those who have left are in it until somebody sweeps them out. */
abstract class Roster {
    final List<WebSocketChannel> members = new ArrayList<>();

    abstract void sweep();

    final synchronized void add(WebSocketChannel member) {
        members.add(member);
    }

    final synchronized int size() {
        return members.size();
    }

    final synchronized List<WebSocketChannel> copy() {
        return List.copyOf(members);
    }
}
