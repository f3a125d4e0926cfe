package dev.wsload.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** How calls of hooks are put into a method: what all visitors that do so have in common. */
abstract class HookingVisitor extends MethodVisitor {
    static final String OF_OBJECT = "(Ljava/lang/Object;)V";

    /** Room for a receiver and all arguments of a call. */
    static final int SCRATCH = 24;

    protected final Method method;

    private final int scratch;
    private int unfinishedNews;
    private boolean isConstructed;

    /**
     * Begins.
     *
     * @param layer its place among these visitors in their chain, from 0 on: each has variables of its own
     */
    HookingVisitor(MethodVisitor next, Method method, int layer) {
        super(Opcodes.ASM9, next);
        this.method = method;
        scratch = method.locals() + layer * SCRATCH;
        isConstructed = !method.isConstructor();
    }

    /** Before the constructor of the superclass has run, {@code this} is no object yet. */
    final boolean isConstructed() {
        return isConstructed;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            unfinishedNews++;
        }
        super.visitTypeInsn(opcode, type);
    }

    /** To be called behind each call. */
    final void noteCall(int opcode, String name) {
        if (!isConstructed && opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && unfinishedNews-- == 0) {
            isConstructed = true;
        }
    }

    final void hook(String name, String descriptor) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HookOwner.of(name), name, descriptor, false);
    }

    final void hookOn(int variable, String name) {
        super.visitVarInsn(Opcodes.ALOAD, variable);
        hook(name, OF_OBJECT);
    }

    /** Calls a hook with the top of the stack, which stays. */
    final void hookOnTop(String name) {
        super.visitInsn(Opcodes.DUP);
        hook(name, OF_OBJECT);
    }

    /** Calls a hook with the object below the value on top of the stack; both stay. */
    final void hookBelow(Type value, String name) {
        belowToTop(value);
        hook(name, OF_OBJECT);
    }

    final int scratch() {
        return scratch;
    }

    /** Copies the object below the value on top of the stack to the top. */
    final void belowToTop(Type value) {
        int variable = scratch;
        super.visitVarInsn(value.getOpcode(Opcodes.ISTORE), variable);
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ASTORE, variable + 2);
        super.visitVarInsn(value.getOpcode(Opcodes.ILOAD), variable);
        super.visitVarInsn(Opcodes.ALOAD, variable + 2);
    }

    final void self() {
        if (method.isStatic()) {
            super.visitLdcInsn(Type.getObjectType(method.type()));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    /** The receiver of a call, if it has one, and its arguments, in variables. */
    final Call store(int opcode, String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int[] variables = new int[arguments.length];
        int next = scratch + 1;
        for (int i = 0; i < arguments.length; i++) {
            variables[i] = next;
            next += arguments[i].getSize();
        }
        if (next > scratch + SCRATCH) {
            return null;
        }
        for (int i = arguments.length - 1; i >= 0; i--) {
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), variables[i]);
        }
        boolean hasReceiver = opcode != Opcodes.INVOKESTATIC;
        if (hasReceiver) {
            super.visitVarInsn(Opcodes.ASTORE, scratch);
        }
        return new Call(hasReceiver ? scratch : -1, arguments, variables);
    }

    final void load(Call call) {
        if (call.receiver >= 0) {
            super.visitVarInsn(Opcodes.ALOAD, call.receiver);
        }
        for (int i = 0; i < call.arguments.length; i++) {
            super.visitVarInsn(call.arguments[i].getOpcode(Opcodes.ILOAD), call.variables[i]);
        }
    }

    record Call(int receiver, Type[] arguments, int[] variables) {}
}
