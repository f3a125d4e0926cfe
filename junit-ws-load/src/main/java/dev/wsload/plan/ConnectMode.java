package dev.wsload.plan;

/**
 * What happens when clients cannot connect.
 *
 * @since 0.1
 */
public enum ConnectMode {
    /** Every client must connect, or the test fails before its body starts. */
    REQUIRE,
    /** The test gets the fleet with whatever clients have connected, and judges itself. */
    ATTEMPT
}
