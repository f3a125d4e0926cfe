package dev.wsload.agent;

import dev.wsload.agent.FieldTable.Declared;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts hooks around what the memory model says to order threads (JLS 17.4.4): monitors, volatile fields, the accesses of VarHandle and
 * Unsafe that are acquire or release, reflection, and Object.wait. In every class that is watched at all.
 */
final class EdgeVisitor extends HookingVisitor {
    private static final String THREAD = "java/lang/Thread";

    /** What catches an InterruptedException, under whatever name. */
    private static final Set<String> OF_INTERRUPTIONS =
            Set.of("java/lang/InterruptedException", "java/lang/Exception", "java/lang/Throwable");

    /** Its fields are plain between fences, which are nobody's. */
    private static final String SORTED_NODE = "java/util/concurrent/ConcurrentSkipListMap$Node";

    private static final String ATOMICS = "java/util/concurrent/atomic/";

    private final boolean isCode;
    private final Set<Label> ofInterruptions = new HashSet<>();
    private final Label begin = new Label();
    private final Label end = new Label();
    private boolean isInterruption;

    /**
     * Begins.
     *
     * @param isCode whether it is the code under test, where the order in which threads get a monitor is chance
     */
    EdgeVisitor(MethodVisitor next, Method method, boolean isCode) {
        super(next, method, 0);
        this.isCode = isCode;
    }

    // ---- interruptions, where they are caught: whoever interrupts happens before (JLS 17.4.4)

    @Override
    public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {
        if (type == null || OF_INTERRUPTIONS.contains(type)) {
            ofInterruptions.add(handler);
        }
        super.visitTryCatchBlock(from, to, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        isInterruption |= ofInterruptions.contains(label);
    }

    /** What is caught is kept in a variable, or dropped. */
    @Override
    public void visitVarInsn(int opcode, int variable) {
        noteInterruption();
        super.visitVarInsn(opcode, variable);
    }

    private void noteInterruption() {
        if (isInterruption) {
            hook("interrupted", "()V");
        }
        isInterruption = false;
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
        noteInterruption();
        if (opcode == Opcodes.MONITORENTER) {
            enterMonitor();
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

    /**
     * The object waits in a variable, as compilers have it. Where a virtual thread waits for a monitor with something on its operand
     * stack, a garbage collection of JDK 25 may move that and leave the old address there, and the JVM crashes.
     */
    private void enterMonitor() {
        int monitor = scratch();
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ASTORE, monitor);
        super.visitInsn(Opcodes.MONITORENTER);
        hookOn(monitor, entered());
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
        Optional<Declared> field = method.field(owner, name, descriptor)
                .filter(one -> one.is(Opcodes.ACC_VOLATILE) || one.type().equals(SORTED_NODE));
        if (field.isEmpty() || opcode == Opcodes.PUTFIELD && !isConstructed()) {
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
                super.visitLdcInsn("volatile " + field.get().fullName());
                hook("acquire", OF_OBJECT);
            }
            default -> {
                super.visitLdcInsn("volatile " + field.get().fullName());
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
        if (opcode != Opcodes.INVOKESTATIC && EdgeCall.isWait(name, descriptor)) {
            hook("await", descriptor.replace("(", "(Ljava/lang/Object;"));
        } else if (opcode == Opcodes.INVOKEVIRTUAL && EdgeCall.asksForEnd(name, descriptor)) {
            Call call = store(opcode, descriptor);
            load(call);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            hookOn(call.receiver(), name.equals("isInterrupted") ? "acquire" : "joined");
        } else if (name.equals("interrupt") && descriptor.equals("()V") && opcode == Opcodes.INVOKEVIRTUAL) {
            hookOnTop("release");
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else if (owner.equals(THREAD) && name.equals("interrupted")) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            hook("interrupted", "()V");
        } else if (EdgeCall.isReflection(opcode, owner, name, descriptor)) {
            accessByReflection(opcode, owner, name, descriptor, isInterface);
        } else if (orders(opcode, owner, name)) {
            accessOfReceiver(opcode, owner, name, descriptor, isInterface);
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
        noteCall(opcode, name);
    }

    /** Where the JDK and libraries use unordered accesses, other ones of theirs order what they hand over. */
    private boolean orders(int opcode, String owner, String name) {
        boolean isByName = isCode || method.type().startsWith(ATOMICS);
        return (EdgeCall.isVarHandle(opcode, owner, name) || EdgeCall.isUnsafe(owner, name))
                && !(isByName && EdgeCall.isUnordered(name));
    }

    /**
     * The first argument is the object whose variable is accessed; one key for each class would order all its instances. A static
     * variable has its handle alone.
     */
    private void accessOfReceiver(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        boolean isOfStatic = EdgeCall.isOfStatic(owner, name, arguments.length);
        boolean isOnObject = arguments.length > 0 && arguments[0].getSort() >= Type.ARRAY;
        Call call = isOfStatic || isOnObject ? store(opcode, descriptor) : null;
        if (call == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        int object = isOfStatic ? call.receiver() : call.variables()[0];
        if (EdgeCall.isRelease(name)) {
            hookOn(object, "release");
        }
        load(call);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (EdgeCall.isAcquire(name)) {
            hookOn(object, "acquire");
        }
    }

    private void accessByReflection(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Call call = store(opcode, descriptor);
        boolean isGet = name.startsWith("get");
        if (!isGet) {
            reflected(call, "setting");
        }
        load(call);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (isGet) {
            reflected(call, "got");
        }
    }

    private void reflected(Call call, String hook) {
        super.visitVarInsn(Opcodes.ALOAD, call.variables()[0]);
        super.visitVarInsn(Opcodes.ALOAD, call.receiver());
        hook(hook, "(Ljava/lang/Object;Ljava/lang/Object;)V");
    }
}
