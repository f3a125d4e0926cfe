package dev.wsload.result;

import dev.wsload.machine.ProcessUse;
import java.time.Duration;
import java.util.Optional;

/**
 * What was in use at one moment of a run. Immutable.
 *
 * @param at when, on the clock of the fleet
 * @param open clients open then
 * @param process this JVM: the fleet, the test, and the endpoint where it is hosted here
 * @param heap bytes of this JVM's heap in use, garbage included
 * @param pauses how long garbage collections had stopped this JVM until then
 * @param fleet CPU time that the fleet's event loops had used until then
 * @param machine CPU time that all processes of this machine had used until then; zero where that is not known
 * @param endpoint the endpoint's own process; empty unless the plan names it, or once it is gone
 * @since 0.1
 */
public record ResourceSample(
        Duration at,
        int open,
        ProcessUse process,
        long heap,
        Duration pauses,
        Duration fleet,
        Duration machine,
        Optional<ProcessUse> endpoint) {}
