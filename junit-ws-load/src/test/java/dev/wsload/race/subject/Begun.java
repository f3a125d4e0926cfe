package dev.wsload.race.subject;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says that another thread has begun, so that not one thread does it all; orders nothing, as opaque access does not. */
final class Begun {
    private static final int LOOKS = 1_000_000_000;

    private final AtomicBoolean hasBegun = new AtomicBoolean();

    void say() {
        hasBegun.setOpaque(true);
    }

    void await() {
        for (int looks = 0; !hasBegun.getOpaque(); looks++) {
            if (looks == LOOKS) {
                throw new IllegalStateException("no other thread has begun");
            }
            Thread.onSpinWait();
        }
    }
}
