package com.example.chat;

import static dev.wsload.plan.Workloads.echo;

import dev.wsload.harness.WsFleet;

/** No JUnit. */
final class PlainMain {
    public static void main(String[] args) {
        try (WsFleet fleet = WsFleet.to(args[0]).clients(100).connect()) {
            fleet.run(echo().messages(5));
            System.out.println(fleet.summary());
        }
    }
}
