package com.example.chat;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A chat room as a Jakarta endpoint: everyone hears every message. */
@ServerEndpoint("/chat")
public class ChatEndpoint {
    private static final Set<Session> MEMBERS = ConcurrentHashMap.newKeySet();

    @OnOpen
    public void join(Session member) {
        MEMBERS.add(member);
    }

    @OnMessage
    public void say(String message) {
        MEMBERS.forEach(member -> member.getAsyncRemote().sendText(message));
    }

    @OnClose
    public void leave(Session member) {
        MEMBERS.remove(member);
    }

    static int members() {
        return MEMBERS.size();
    }
}
