package dev.wsload.agent;

import dev.wsload.agent.FieldTable.Declared;
import java.util.Optional;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Puts hooks before the accesses of the code under test: to fields, and to elements of arrays. */
final class AccessVisitor extends HookingVisitor {
    private static final String FIELD = "(Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String STATIC = "(Ljava/lang/String;)V";
    private static final String ELEMENT = "(Ljava/lang/Object;ILjava/lang/String;)V";
    private static final String NOTHING = "()V";

    private final CodeUnderTest code;
    private final Label begin = new Label();

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
        Optional<Declared> field = code.includes(owner) ? method.field(owner, name, descriptor) : Optional.empty();
        Optional<Declared> watched = field.filter(AccessVisitor::isWatched);
        if (opcode == Opcodes.GETSTATIC
                && field.isPresent()
                && initializes(field.get().type())) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            super.visitLdcInsn(initialized(field.get().type()));
            hook("acquire", OF_OBJECT);
            if (watched.isPresent()) {
                super.visitLdcInsn(watched.get().fullName());
                hook("readStatic", STATIC);
            }
            return;
        }
        if (code.includes(owner) && isConstructed()) {
            if (watched.isPresent()) {
                beforeAccess(opcode, watched.get().fullName(), Type.getType(descriptor));
            } else if (opcode == Opcodes.GETFIELD) {
                hookOnTop("used");
            }
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    /** What a class does when it is initialized happens before whatever another thread does with it (JLS 12.4.2). */
    private boolean initializes(String type) {
        return !(method.isClassInitializer() && type.equals(method.type()))
                && method.fields().hasInitializer(type, method.loader());
    }

    private static String initialized(String type) {
        return "initialized " + type;
    }

    /** Finals are safe (JLS 17.5), volatiles are edges, and what the compiler or a tool has added is not the code's own. */
    private static boolean isWatched(Declared field) {
        return !field.is(Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC)
                && field.name().indexOf('$') < 0;
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
                super.visitLdcInsn(field);
                hook("writeStatic", STATIC);
            }
        }
    }

    // ---- the initialization of a class: while it lasts, no other thread can get at what it makes

    @Override
    public void visitCode() {
        super.visitCode();
        if (method.isClassInitializer()) {
            hook("initializing", NOTHING);
            super.visitLabel(begin);
        } else if (method.initializes() && initializes(method.type())) {
            super.visitLdcInsn(initialized(method.type()));
            hook("acquire", OF_OBJECT);
        }
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (method.isClassInitializer()) {
            Label end = new Label();
            super.visitLabel(end);
            super.visitTryCatchBlock(begin, end, end, null);
            super.visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
            hook("initialized", NOTHING);
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(stack, locals);
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
        } else if (opcode == Opcodes.RETURN && method.isClassInitializer()) {
            hook("initialized", NOTHING);
            super.visitLdcInsn(initialized(method.type()));
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
