package com.example.chat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Answers a question with a sentence. */
@ServerEndpoint("/lobby")
public class LobbyEndpoint {
    @OnMessage
    public String answer(String message) {
        return message.startsWith("join ") ? "welcome" : "You said: " + message;
    }
}
