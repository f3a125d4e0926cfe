package dev.wsload.assertions;

import dev.wsload.result.FleetView;
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Soft assertions on fleets, and on everything that AssertJ knows: all of them are judged, then all failures are
 * reported together. Works as a field or parameter with AssertJ's {@code SoftAssertionsExtension}, too.
 *
 * @since 0.1
 */
public final class WsSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {
    /** Judges softly in the consumer, and reports all failures when it returns. */
    public static void assertSoftly(Consumer<WsSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(WsSoftAssertions.class, softly);
    }

    /** Begins a soft assertion on a fleet. */
    @CheckReturnValue
    public FleetAssert assertThat(FleetView fleet) {
        return proxy(FleetAssert.class, FleetView.class, fleet);
    }
}
