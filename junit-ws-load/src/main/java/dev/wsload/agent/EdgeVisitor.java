package dev.wsload.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts hooks around what the memory model says to order threads (JLS 17.4.4): monitors, volatile fields, the accesses of VarHandle and
 * Unsafe that are acquire or release, and Object.wait. In every class that is watched at all.
 */
final class EdgeVisitor extends HookingVisitor {
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";

    private final boolean isCode;
    private final Label begin = new Label();
    private final Label end = new Label();

    /**
     * Begins.
     *
     * @param isCode whether it is the code under test, where the order in which threads get a monitor is chance
     */
    EdgeVisitor(MethodVisitor next, Method method, boolean isCode) {
        super(next, method, 0);
        this.isCode = isCode;
    }

    private String entered() {
        return isCode ? "enteredOwn" : "entered";
    }

    private String leaving() {
        return isCode ? "leavingOwn" : "leaving";
    }

    // ---- monitors

    @Override
    public void visitCode() {
        super.visitCode();
        if (method.isSynchronized()) {
            self();
            hook(entered(), OF_OBJECT);
            super.visitLabel(begin);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            super.visitInsn(Opcodes.DUP);
            super.visitInsn(opcode);
            hook(entered(), OF_OBJECT);
        } else if (opcode == Opcodes.MONITOREXIT) {
            hookOnTop(leaving());
            super.visitInsn(opcode);
        } else {
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && method.isSynchronized()) {
                self();
                hook(leaving(), OF_OBJECT);
            }
            super.visitInsn(opcode);
        }
    }

    /** A synchronized method leaves its monitor when it throws, too. */
    @Override
    public void visitMaxs(int stack, int locals) {
        if (method.isSynchronized()) {
            super.visitLabel(end);
            Label thrown = new Label();
            super.visitTryCatchBlock(begin, end, thrown, null);
            super.visitLabel(thrown);
            Object[] self = method.isStatic() ? new Object[0] : new Object[] {method.type()};
            super.visitFrame(Opcodes.F_NEW, self.length, self, 1, new Object[] {"java/lang/Throwable"});
            self();
            hook(leaving(), OF_OBJECT);
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(stack, locals);
    }

    // ---- volatile fields

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int flags = method.fields().flags(owner, name, descriptor, method.loader());
        boolean isVolatile = flags >= 0 && (flags & Opcodes.ACC_VOLATILE) != 0;
        if (!isVolatile || !isConstructed()) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            return;
        }
        Type value = Type.getType(descriptor);
        switch (opcode) {
            case Opcodes.GETFIELD -> {
                super.visitInsn(Opcodes.DUP);
                super.visitFieldInsn(opcode, owner, name, descriptor);
                swap(value);
                hook("acquire", OF_OBJECT);
            }
            case Opcodes.PUTFIELD -> {
                hookBelow(value, "release");
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
            case Opcodes.GETSTATIC -> {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                super.visitLdcInsn("volatile " + owner + "." + name);
                hook("acquire", OF_OBJECT);
            }
            default -> {
                super.visitLdcInsn("volatile " + owner + "." + name);
                hook("release", OF_OBJECT);
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }
    }

    /** An object, and a value above it, change places. */
    private void swap(Type value) {
        if (value.getSize() == 2) {
            super.visitInsn(Opcodes.DUP2_X1);
            super.visitInsn(Opcodes.POP2);
        } else {
            super.visitInsn(Opcodes.SWAP);
        }
    }

    // ---- calls

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (isConstructed() && opcode == Opcodes.INVOKEVIRTUAL && isWait(name, descriptor)) {
            Call call = store(opcode, descriptor);
            hookOn(call.receiver(), "waiting");
            load(call);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            hookOn(call.receiver(), "waited");
        } else if (isConstructed() && (isVarHandle(opcode, owner, name) || isUnsafe(owner, name))) {
            accessOfReceiver(opcode, owner, name, descriptor, isInterface);
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
        noteCall(opcode, name);
    }

    /** The first argument is the object whose variable is accessed; one key for each class would order all its instances. */
    private void accessOfReceiver(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        boolean isOnObject = arguments.length > 0 && arguments[0].getSort() >= Type.ARRAY;
        Call call = isOnObject ? store(opcode, descriptor) : null;
        if (call == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        int object = call.variables()[0];
        if (isRelease(name)) {
            hookOn(object, "release");
        }
        load(call);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (isAcquire(name)) {
            hookOn(object, "acquire");
        }
    }

    private static boolean isWait(String name, String descriptor) {
        return name.equals("wait")
                && (descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V"));
    }

    private static boolean isVarHandle(int opcode, String owner, String name) {
        return owner.equals(VAR_HANDLE)
                && opcode == Opcodes.INVOKEVIRTUAL
                && !name.equals("get")
                && !name.equals("set")
                && (name.startsWith("get")
                        || name.startsWith("set")
                        || name.startsWith("compareAnd")
                        || name.startsWith("weakCompare"));
    }

    private static boolean isUnsafe(String owner, String name) {
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

    /** Readers must not order each other, so what only reads releases nothing. */
    private static boolean isRelease(String name) {
        return !name.startsWith("get") || name.startsWith("getAnd");
    }

    private static boolean isAcquire(String name) {
        return !name.startsWith("set") && !name.startsWith("put");
    }
}
