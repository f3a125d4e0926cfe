package dev.wsload.agent;

import dev.wsload.agent.FieldTable.Declared;
import java.util.Optional;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts hooks before the accesses of the code under test: to fields, and to elements of arrays. A static field is read first, which may
 * initialize its class, and what that has done comes before.
 */
final class AccessVisitor extends HookingVisitor {
    private static final String FIELD = "(Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String STATIC = "(Ljava/lang/Class;Ljava/lang/String;)V";
    private static final String ELEMENT = "(Ljava/lang/Object;ILjava/lang/String;)V";

    private final CodeUnderTest code;

    AccessVisitor(MethodVisitor next, Method method, CodeUnderTest code) {
        super(next, method, 1);
        this.code = code;
    }

    // ---- fields

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        visitAccess(opcode, owner, name, descriptor);
        boolean isGot = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
        if (isGot && code.includes(owner) && CollectionCall.mayBeUnsafe(descriptor)) {
            super.visitInsn(Opcodes.DUP);
            super.visitLdcInsn(method.field(owner, name, descriptor)
                    .map(Declared::fullName)
                    .orElse(name));
            hook("heldBy", FIELD);
        }
    }

    private void visitAccess(int opcode, String owner, String name, String descriptor) {
        Optional<Declared> field = code.includes(owner)
                ? method.field(owner, name, descriptor).filter(AccessVisitor::isOfSource)
                : Optional.empty();
        boolean isGetStatic = opcode == Opcodes.GETSTATIC;
        if (field.isEmpty() || !isGetStatic && !isConstructed()) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            return;
        }
        if (isGetStatic) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }
        if (isWatched(field.get())) {
            beforeAccess(opcode, owner, field.get().fullName(), Type.getType(descriptor));
        } else if (!method.isConstructor() && !method.isClassInitializer()) {
            use(opcode, field.get().fullName(), Type.getType(descriptor));
        }
        if (!isGetStatic) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }
    }

    /** What the compiler or a tool has added is not the code's own. */
    private static boolean isOfSource(Declared field) {
        return !field.is(Opcodes.ACC_SYNTHETIC) && field.name().indexOf('$') < 0;
    }

    /** Finals are safe (JLS 17.5), and volatiles are edges. */
    private static boolean isWatched(Declared field) {
        return !field.is(Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE);
    }

    /** Nothing to judge, but somebody is there. */
    private void use(int opcode, String field, Type value) {
        switch (opcode) {
            case Opcodes.GETFIELD -> hookOnTop("used");
            case Opcodes.PUTFIELD -> hookBelow(value, "used");
            default -> {
                super.visitLdcInsn(field);
                hook("used", OF_OBJECT);
            }
        }
    }

    private void beforeAccess(int opcode, String owner, String field, Type value) {
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
            case Opcodes.GETSTATIC -> staticAccess(owner, field, "readStatic");
            default -> staticAccess(owner, field, "writeStatic");
        }
    }

    /** The class is named as the access itself names it, which can be linked wherever that can; before Java 5 it is no constant. */
    private void staticAccess(String owner, String field, String hook) {
        if (method.version() >= Opcodes.V1_5) {
            super.visitLdcInsn(Type.getObjectType(owner));
        } else {
            super.visitInsn(Opcodes.ACONST_NULL);
        }
        super.visitLdcInsn(field);
        hook(hook, STATIC);
    }

    // ---- elements of arrays

    @Override
    public void visitInsn(int opcode) {
        boolean isJudged = !method.isClassInitializer();
        if (isJudged && opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            super.visitInsn(Opcodes.DUP2);
            super.visitLdcInsn("an element, in " + method.place());
            hook("readElement", ELEMENT);
        } else if (isJudged && opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            beforeStore(elementType(opcode));
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

    /** How JaCoCo gets the array of its probes in class files of Java 11 or newer. */
    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        if (value instanceof ConstantDynamic constant && constant.getName().equals("$jacocoData")) {
            hookOnTop("exempt");
        }
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

    /** The same in older class files. */
    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (name.equals("$jacocoInit")) {
            hookOnTop("exempt");
        }
        noteCall(opcode, name);
    }
}
