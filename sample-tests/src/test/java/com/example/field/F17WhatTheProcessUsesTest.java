package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.wsload.harness.WsFleet;
import dev.wsload.result.ResourceUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** F17: what is the process using? */
class F17WhatTheProcessUsesTest {
    @Test
    @EnabledOnOs(LINUX)
    void theServersOwnProcessIsWatchedWhileTheFleetRuns() {
        try (ChildJvm server = ChildJvm.running(EchoServer.class)) {
            WsFleet fleet = WsFleet.to(EchoServer.uriOf(server))
                    .clients(50)
                    .process(server::pid)
                    .connect();
            try (fleet) {
                fleet.run(echo());
                assertThat(fleet).deliveredEverything();
            }

            ResourceUse use = ResourceUse.of(fleet).orElseThrow();
            assertThat(use.samples()).anySatisfy(sample -> assertThat(
                            sample.endpoint().orElseThrow().descriptors())
                    .isGreaterThanOrEqualTo(50));
            assertThat(fleet.summary()).contains("resources    endpoint, process " + server.pid() + ": ");
        }
    }
}
