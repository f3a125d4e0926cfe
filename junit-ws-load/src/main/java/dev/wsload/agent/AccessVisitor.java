package dev.wsload.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Puts hooks before the accesses of the code under test: to fields, to elements of arrays, and to collections of the JDK. */
final class AccessVisitor extends HookingVisitor {
    private static final String FIELD = "(Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String STATIC = "(Ljava/lang/String;)V";
    private static final String ELEMENT = "(Ljava/lang/Object;ILjava/lang/String;)V";
    private static final String TWO = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private final CodeUnderTest code;

    AccessVisitor(MethodVisitor next, Method method, CodeUnderTest code) {
        super(next, method, 1);
        this.code = code;
    }

    // ---- fields

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean isOfCode = code.includes(owner);
        if (isOfCode && opcode == Opcodes.GETSTATIC && initializes(owner)) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            super.visitLdcInsn(Type.getObjectType(owner));
            hook("acquire", OF_OBJECT);
            if (isWatched(owner, name, descriptor)) {
                super.visitLdcInsn(nameOf(owner, name));
                hook("readStatic", STATIC);
            }
            return;
        }
        if (isOfCode && isConstructed()) {
            if (isWatched(owner, name, descriptor)) {
                beforeAccess(opcode, nameOf(owner, name), Type.getType(descriptor));
            } else if (opcode == Opcodes.GETFIELD) {
                hookOnTop("used");
            }
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    /** What a class does when it is initialized happens before whatever another thread does with it (JLS 12.4.2). */
    private boolean initializes(String owner) {
        return method.version() >= Opcodes.V1_5
                && !(method.isClassInitializer() && owner.equals(method.type()))
                && method.fields().hasInitializer(owner, method.loader());
    }

    /** Finals are safe (JLS 17.5), volatiles are edges, and what the compiler or a tool has added is not the code's own. */
    private boolean isWatched(String owner, String name, String descriptor) {
        int flags = method.fields().flags(owner, name, descriptor, method.loader());
        return flags >= 0
                && (flags & (Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC)) == 0
                && name.indexOf('$') < 0;
    }

    private void beforeAccess(int opcode, String field, Type value) {
        switch (opcode) {
            case Opcodes.GETFIELD -> {
                super.visitInsn(Opcodes.DUP);
                super.visitLdcInsn(field);
                hook("read", FIELD);
            }
            case Opcodes.PUTFIELD -> {
                belowToTop(value);
                super.visitLdcInsn(field);
                hook("write", FIELD);
            }
            case Opcodes.GETSTATIC -> {
                super.visitLdcInsn(field);
                hook("readStatic", STATIC);
            }
            default -> {
                if (!method.isClassInitializer()) {
                    super.visitLdcInsn(field);
                    hook("writeStatic", STATIC);
                }
            }
        }
    }

    private static String nameOf(String owner, String field) {
        return Type.getObjectType(owner).getClassName() + "." + field;
    }

    // ---- elements of arrays, and the end of a class's initialization

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            super.visitInsn(Opcodes.DUP2);
            super.visitLdcInsn("an element, in " + method.place());
            hook("readElement", ELEMENT);
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            beforeStore(elementType(opcode));
        } else if (opcode == Opcodes.RETURN && method.isClassInitializer() && method.version() >= Opcodes.V1_5) {
            super.visitLdcInsn(Type.getObjectType(method.type()));
            hook("release", OF_OBJECT);
        }
        super.visitInsn(opcode);
    }

    private void beforeStore(Type element) {
        int value = scratch();
        super.visitVarInsn(element.getOpcode(Opcodes.ISTORE), value);
        super.visitInsn(Opcodes.DUP2);
        super.visitLdcInsn("an element, in " + method.place());
        hook("writeElement", ELEMENT);
        super.visitVarInsn(element.getOpcode(Opcodes.ILOAD), value);
    }

    private static Type elementType(int store) {
        return switch (store) {
            case Opcodes.LASTORE -> Type.LONG_TYPE;
            case Opcodes.DASTORE -> Type.DOUBLE_TYPE;
            case Opcodes.FASTORE -> Type.FLOAT_TYPE;
            case Opcodes.AASTORE -> Type.getType(Object.class);
            default -> Type.INT_TYPE;
        };
    }

    // ---- collections, and locks that the code calls

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!isConstructed() || !owner.startsWith("java/")) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (name.equals("$jacocoInit")) {
                hookOnTop("exempt");
            }
        } else if (LockCall.of(opcode, owner, name, descriptor) != LockCall.NONE) {
            lockCall(LockCall.of(opcode, owner, name, descriptor), opcode, owner, name, descriptor, isInterface);
        } else {
            collectionCall(opcode, owner, name, descriptor, isInterface);
        }
        noteCall(opcode, name);
    }

    private void lockCall(
            LockCall kind, int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Call call = store(opcode, descriptor);
        kind.before().ifPresent(hook -> hookOn(call.receiver(), hook));
        load(call);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        switch (kind) {
            case TRY -> {
                super.visitInsn(Opcodes.DUP);
                super.visitVarInsn(Opcodes.ALOAD, call.receiver());
                hook("tried", "(ZLjava/lang/Object;)V");
            }
            case PART -> {
                super.visitInsn(Opcodes.DUP);
                super.visitVarInsn(Opcodes.ALOAD, call.receiver());
                super.visitInsn(Opcodes.SWAP);
                hook("part", TWO);
            }
            default -> kind.after().ifPresent(hook -> hookOn(call.receiver(), hook));
        }
    }

    private void collectionCall(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (name.equals("<init>") && CollectionCall.isCopy(descriptor)) {
            super.visitInsn(Opcodes.DUP);
            super.visitLdcInsn("an argument of new " + Type.getObjectType(owner).getClassName() + "()");
            hook("readCollection", FIELD);
        }
        CollectionCall kind = CollectionCall.of(opcode, owner, name, descriptor);
        Call call = kind.isHooked() ? store(opcode, descriptor) : null;
        if (call == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        String said = Type.getObjectType(owner).getClassName() + "." + name + "()";
        if (kind.receiver() != CollectionCall.Access.NONE) {
            access(call.receiver(), kind.receiver(), said);
        }
        for (int i = 0; i < call.arguments().length; i++) {
            if (CollectionCall.isCollection(call.arguments()[i])) {
                access(call.variables()[i], kind.arguments(), "an argument of " + said);
            }
        }
        load(call);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (kind.isView()) {
            super.visitInsn(Opcodes.DUP);
            super.visitVarInsn(Opcodes.ALOAD, call.receiver());
            super.visitInsn(Opcodes.SWAP);
            hook("view", TWO);
        }
    }

    private void access(int variable, CollectionCall.Access access, String said) {
        super.visitVarInsn(Opcodes.ALOAD, variable);
        super.visitLdcInsn(said);
        hook(access == CollectionCall.Access.WRITE ? "writeCollection" : "readCollection", FIELD);
    }
}
