package dev.wsload.agent;

import java.util.Optional;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Puts hooks around what the code under test calls of the JDK: collections, locks, and what works on arrays. */
final class CallVisitor extends HookingVisitor {
    private static final String CALL = "(Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String AT_INDEX = "(Ljava/lang/Object;ILjava/lang/String;)V";
    private static final String RANGE = "(Ljava/lang/Object;IILjava/lang/String;)V";
    private static final String NOTHING = "()V";
    private static final String VIEW = "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String TWO = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private final CodeUnderTest code;
    private final Optional<String> overridden;

    /**
     * Begins.
     *
     * @param overridden what the class has in place of what it inherits, if it extends a class of the JDK
     */
    CallVisitor(MethodVisitor next, Method method, CodeUnderTest code, Optional<String> overridden) {
        super(next, method, 2);
        this.code = code;
        this.overridden = overridden;
    }

    /** A call as it stands in the class file. */
    private record Invocation(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        String said() {
            String call = Type.getObjectType(owner).getClassName() + "." + name + "()";
            return opcode == Opcodes.INVOKESPECIAL ? call + " of the superclass" : call;
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean wasConstructed = isConstructed();
        Invocation made = new Invocation(opcode, owner, name, descriptor, isInterface);
        if (CollectionCall.isOrdered(owner, name, descriptor)) {
            orderedMap(made);
        } else if (wasConstructed) {
            hooked(made);
        } else {
            make(made);
        }
        noteCall(opcode, name);
        if (!wasConstructed && isConstructed() && overridden.isPresent()) {
            super.visitLdcInsn(Type.getObjectType(method.type()));
            super.visitLdcInsn(overridden.get());
            hook("extended", "(Ljava/lang/Class;Ljava/lang/String;)V");
        }
    }

    private void hooked(Invocation made) {
        LockCall lock = LockCall.of(made.opcode, typeOf(made), made.name, made.descriptor);
        ArrayCall array = ArrayCall.of(made.owner, made.name);
        if (lock != LockCall.NONE) {
            lockCall(lock, made);
        } else if (array != ArrayCall.NONE) {
            arrayCall(array, made);
        } else {
            collectionCall(made);
        }
    }

    private void make(Invocation made) {
        super.visitMethodInsn(made.opcode, made.owner, made.name, made.descriptor, made.isInterface);
    }

    // ---- locks

    private void lockCall(LockCall kind, Invocation made) {
        Call call = store(made.opcode, made.descriptor);
        kind.before().ifPresent(hook -> hookOn(call.receiver(), hook));
        load(call);
        make(made);
        switch (kind) {
            case TRY -> {
                super.visitInsn(Opcodes.DUP);
                super.visitVarInsn(Opcodes.ALOAD, call.receiver());
                hook("tried", "(ZLjava/lang/Object;)V");
            }
            case PART -> {
                besideTop(call.receiver());
                hook("part", TWO);
            }
            case OPTIMISTIC -> hook("optimistic", NOTHING);
            case PESSIMISTIC -> hook("pessimistic", NOTHING);
            default -> kind.after().ifPresent(hook -> hookOn(call.receiver(), hook));
        }
    }

    /** Puts what is in the variable, and what is on top of the stack, on top of that. */
    private void besideTop(int variable) {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, variable);
        super.visitInsn(Opcodes.SWAP);
    }

    // ---- arrays

    private void arrayCall(ArrayCall kind, Invocation made) {
        Call call = store(made.opcode, made.descriptor);
        for (ArrayCall.Range range : kind.ranges(made.descriptor)) {
            super.visitVarInsn(Opcodes.ALOAD, call.variables()[range.array()]);
            load(call, range.from(), 0);
            load(call, range.to(), Integer.MAX_VALUE);
            super.visitLdcInsn(made.said() + ", in " + method.place());
            hook(range.hook(), RANGE);
        }
        load(call);
        make(made);
    }

    private void load(Call call, int argument, int otherwise) {
        if (argument < 0) {
            super.visitLdcInsn(otherwise);
        } else {
            super.visitVarInsn(Opcodes.ILOAD, call.variables()[argument]);
        }
    }

    // ---- collections

    private void collectionCall(Invocation made) {
        String type = typeOf(made);
        if (made.name.equals("<init>") && type.startsWith("java/") && CollectionCall.isCopy(made.descriptor)) {
            super.visitInsn(Opcodes.DUP);
            super.visitLdcInsn(
                    "an argument of new " + Type.getObjectType(made.owner).getClassName() + "()");
            hook("readCollection", CALL);
        }
        CollectionCall kind = CollectionCall.of(made.opcode, type, made.name, made.descriptor);
        Call call = kind.isHooked() ? store(made.opcode, made.descriptor) : null;
        if (call == null) {
            make(made);
            return;
        }
        accesses(kind, call, made.said());
        load(call);
        make(made);
        if (kind.isView()) {
            besideTop(call.receiver() >= 0 ? call.receiver() : call.variables()[0]);
            super.visitLdcInsn(made.said());
            collectionHook("view", VIEW);
        }
    }

    /** The map stays on the stack once more, whatever the code does with it, and may be {@code this}. */
    private void orderedMap(Invocation made) {
        Call arguments = store(Opcodes.INVOKESTATIC, made.descriptor);
        super.visitInsn(Opcodes.DUP);
        load(arguments);
        make(made);
        super.visitVarInsn(Opcodes.ILOAD, arguments.variables()[2]);
        hook("ordered", "(Ljava/lang/Object;Z)V");
    }

    /** Returns the class whose methods are called, which those of the code may inherit from the JDK. */
    private String typeOf(Invocation made) {
        boolean isInherited = made.opcode == Opcodes.INVOKEVIRTUAL && code.includes(made.owner);
        return isInherited ? method.jdkAbove(made.owner).orElse(made.owner) : made.owner;
    }

    private void accesses(CollectionCall kind, Call call, String said) {
        if (kind.receiver() != CollectionCall.Access.NONE) {
            access(call, kind.receiver(), said);
        }
        for (int i = 0; i < call.arguments().length && kind.arguments() != CollectionCall.Access.NONE; i++) {
            if (CollectionCall.isCollection(call.arguments()[i])) {
                accessOf(call.variables()[i], kind.arguments(), "an argument of " + said);
            }
        }
    }

    private void access(Call call, CollectionCall.Access access, String said) {
        if (access.isAtIndex()) {
            super.visitVarInsn(Opcodes.ALOAD, call.receiver());
            super.visitVarInsn(Opcodes.ILOAD, call.variables()[0]);
            super.visitLdcInsn(said);
            collectionHook(access.hook(), AT_INDEX);
        } else {
            accessOf(call.receiver(), access, said);
        }
    }

    private void accessOf(int variable, CollectionCall.Access access, String said) {
        super.visitVarInsn(Opcodes.ALOAD, variable);
        super.visitLdcInsn(said);
        collectionHook(access.hook(), CALL);
    }

    private void collectionHook(String name, String descriptor) {
        if (Scope.isWrapper(method.type())) {
            hook("wrapped", NOTHING);
        }
        hook(name, descriptor);
    }
}
