package com.example.chat;

import static dev.wsload.plan.Workloads.fanOut;

import dev.wsload.harness.RaceWatch;
import dev.wsload.harness.WsFleet;
import dev.wsload.race.RaceRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The same as {@link ChatRaceTest}, where a test connects its fleet itself. */
@Isolated
class ChatRaceByHandTest {
    @Test
    void nothingRaces() {
        RaceWatch watch = RaceWatch.begin(RaceRules.of("com.example.chat"));
        try (watch;
                WsFleet fleet =
                        WsFleet.hosting("/chat", new ChatRoom()).clients(8).connect()) {
            fleet.run(fanOut().senders(8).messages(60));
        }
    }
}
