package dev.wsload.agent;

import net.bytebuddy.jar.asm.Opcodes;

/** Which calls order threads (JLS 17.4.4), by their names. */
final class EdgeCall {
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";

    private EdgeCall() {}

    static boolean isReflection(int opcode, String owner, String name, String descriptor) {
        return opcode == Opcodes.INVOKEVIRTUAL
                && owner.equals("java/lang/reflect/Field")
                && descriptor.startsWith("(Ljava/lang/Object;")
                && (name.startsWith("get") || name.startsWith("set"));
    }

    /** What tells one thread that another has ended, or has been interrupted (JLS 17.4.4). */
    static boolean asksForEnd(String name, String descriptor) {
        return (name.equals("isAlive") || name.equals("isInterrupted")) && descriptor.equals("()Z")
                || name.equals("getState") && descriptor.equals("()Ljava/lang/Thread$State;");
    }

    static boolean isWait(String name, String descriptor) {
        return name.equals("wait")
                && (descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V"));
    }

    static boolean isVarHandle(int opcode, String owner, String name) {
        return owner.equals(VAR_HANDLE)
                && opcode == Opcodes.INVOKEVIRTUAL
                && !name.equals("get")
                && !name.equals("set")
                && (name.startsWith("get")
                        || name.startsWith("set")
                        || name.startsWith("compareAnd")
                        || name.startsWith("weakCompare"));
    }

    /** A static variable has its handle alone, and no object. */
    static boolean isOfStatic(String owner, String name, int arguments) {
        return owner.equals(VAR_HANDLE) && arguments == values(name);
    }

    /** How many values an access of a VarHandle takes. */
    private static int values(String name) {
        if (name.startsWith("compareAnd") || name.startsWith("weakCompare")) {
            return 2;
        }
        return name.startsWith("get") && !name.startsWith("getAnd") ? 0 : 1;
    }

    static boolean isUnsafe(String owner, String name) {
        return (owner.equals("jdk/internal/misc/Unsafe") || owner.equals("sun/misc/Unsafe"))
                && (name.endsWith("Volatile")
                        || name.endsWith("Acquire")
                        || name.endsWith("Release")
                        || name.endsWith("Opaque")
                        || name.startsWith("putOrdered")
                        || name.startsWith("compareAnd")
                        || name.startsWith("weakCompare")
                        || name.startsWith("getAnd"));
    }

    /** Opaque and plain accesses are atomic, and order nothing (java.lang.invoke.VarHandle). */
    static boolean isUnordered(String name) {
        return name.endsWith("Opaque") || name.endsWith("Plain");
    }

    /** Readers must not order each other, so what only reads releases nothing. */
    static boolean isRelease(String name) {
        return !name.startsWith("get") || name.startsWith("getAnd");
    }

    static boolean isAcquire(String name) {
        return !name.startsWith("set") && !name.startsWith("put");
    }
}
