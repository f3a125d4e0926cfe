package dev.wsload.agent;

import dev.wsload.agent.FieldTable.Declared;
import java.util.Optional;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts hooks around the initialization of classes: while it lasts, no other thread can get at what it makes, and all of it happens before
 * whatever another thread does with the class (JLS 12.4.2). In every class that is not the JDK's.
 */
final class InitializationVisitor extends HookingVisitor {
    private static final String NOTHING = "()V";

    private final Label begin = new Label();

    InitializationVisitor(MethodVisitor next, Method method) {
        super(next, method, 0);
    }

    private boolean initializes(String type) {
        return !(method.isClassInitializer() && type.equals(method.type()))
                && !Scope.isOfJdk(type)
                && method.fields().hasInitializer(type, method.loader());
    }

    private static String initialized(String type) {
        return "initialized " + type;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (method.isClassInitializer()) {
            hook("initializing", NOTHING);
            super.visitLabel(begin);
        } else if (method.initializes() && initializes(method.type())) {
            acquire(method.type());
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        if (opcode == Opcodes.GETSTATIC && !Scope.isOfJdk(owner)) {
            Optional<Declared> field = method.field(owner, name, descriptor);
            field.map(Declared::type).filter(this::initializes).ifPresent(this::acquire);
        }
    }

    private void acquire(String type) {
        super.visitLdcInsn(initialized(type));
        hook("acquire", OF_OBJECT);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.RETURN && method.isClassInitializer()) {
            hook("initialized", NOTHING);
            super.visitLdcInsn(initialized(method.type()));
            hook("release", OF_OBJECT);
        }
        super.visitInsn(opcode);
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
}
