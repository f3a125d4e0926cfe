package com.example.chat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Sends every text message back, on a worker thread: a Jakarta endpoint may block. */
@ServerEndpoint("/echo")
public class EchoEndpoint {
    @OnMessage
    public String echo(String message) {
        return message;
    }
}
