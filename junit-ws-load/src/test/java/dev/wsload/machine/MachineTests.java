package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTests {
    @Test
    void whatIsHereIsKnown() {
        Machine here = Machine.ofThisProcess();

        assertThat(here.backlog()).isPositive();
        assertThat(here.memory().heap())
                .isPositive()
                .isLessThanOrEqualTo(here.memory().machine());
        assertThat(here.memory().heapUsed())
                .isPositive()
                .isLessThanOrEqualTo(here.memory().heap());
    }

    @Test
    void anOperatingSystemIsKnownByItsName() {
        assertThat(Os.named("Linux")).isEqualTo(Os.LINUX);
        assertThat(Os.named("Mac OS X")).isEqualTo(Os.MACOS);
        assertThat(Os.named("Windows 11")).isEqualTo(Os.OTHER);
    }
}
