package dev.wsload.race.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Where a parcel is left for another thread. */
class Slot {
    static final VarHandle PARCEL = parcel();
    static final VarHandle STATIC = inStatic();
    static volatile Parcel everybodys;
    private static Parcel handledOfAll;

    Parcel handled;
    volatile Parcel published;
    Parcel guarded;
    int count;

    private static VarHandle inStatic() {
        try {
            return MethodHandles.lookup().findStaticVarHandle(Slot.class, "handledOfAll", Parcel.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VarHandle parcel() {
        try {
            return MethodHandles.lookup().findVarHandle(Slot.class, "handled", Parcel.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
