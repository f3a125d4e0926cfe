package dev.wsload.assertions;

import dev.wsload.result.FleetView;
import java.util.Optional;

/** One thing that should be so. */
@FunctionalInterface
interface FleetCheck {
    /** Says what is not so; empty when all is well. */
    Optional<FailureText> failure(FleetView fleet);
}
