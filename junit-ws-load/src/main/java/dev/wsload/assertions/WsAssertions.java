package dev.wsload.assertions;

import dev.wsload.result.FleetView;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Where assertions on a fleet begin, for a static import; goes together with that of AssertJ's own {@code assertThat}.
 *
 * @since 0.1
 */
@CheckReturnValue
public final class WsAssertions {
    /** Narrows an assertion on any object: {@code assertThat(object).asInstanceOf(FLEET)}. */
    public static final InstanceOfAssertFactory<FleetView, FleetAssert> FLEET =
            new InstanceOfAssertFactory<>(FleetView.class, FleetAssert::new);

    private WsAssertions() {}

    /** Begins an assertion on a fleet. */
    public static FleetAssert assertThat(FleetView fleet) {
        return new FleetAssert(fleet);
    }

    /** The same in the style of behaviour-driven development. */
    public static FleetAssert then(FleetView fleet) {
        return assertThat(fleet);
    }
}
