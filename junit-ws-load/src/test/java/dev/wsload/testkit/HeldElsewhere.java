package dev.wsload.testkit;

import java.util.function.Supplier;

/** Code of another package that keeps an object in a class which is initialized when it is first asked for. */
public final class HeldElsewhere {
    private static Supplier<?> maker;

    private HeldElsewhere() {}

    /** Says, before anybody asks, who makes the object. */
    public static void makeBy(Supplier<?> meant) {
        maker = meant;
    }

    /** Returns the object. */
    public static Object held() {
        return Holder.OBJECT;
    }

    private static final class Holder {
        static final Object OBJECT = maker.get();
    }
}
