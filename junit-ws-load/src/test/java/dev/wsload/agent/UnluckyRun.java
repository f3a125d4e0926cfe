package dev.wsload.agent;

import dev.wsload.race.subject.Failing;
import dev.wsload.race.subject.HandOvers;
import dev.wsload.result.RaceSightings;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Watches in a JVM in which classes are loaded that cannot be instrumented; prints what each watch says of them. */
public final class UnluckyRun {
    private static final String HUGE = "com.example.Huge";

    private UnluckyRun() {}

    public static void main(String[] arguments) throws Exception {
        try {
            System.out.println(Failing.NUMBER);
        } catch (ExceptionInInitializerError expected) {
            System.out.println("a class whose initializer has failed is loaded");
        }
        Class.forName(HUGE, true, new Loader());
        print(watched(HandOvers.class.getPackageName()));
        print(watched("com.example"));
        System.exit(0);
    }

    private static RaceSightings watched(String code) throws Exception {
        return HandOverRun.watched(code, HandOvers.races().get(0), 1, true);
    }

    private static void print(RaceSightings seen) {
        System.out.println(seen.isAlive() + ", " + seen.findings().size() + " found, of code "
                + seen.notInstrumented().orElse("all") + ", of libraries "
                + seen.notOrdered().orElse("all"));
    }

    private static final class Loader extends ClassLoader {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(HUGE)) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = huge(12_000);
            return defineClass(name, classFile, 0, classFile.length);
        }
    }

    /** With one method that has room for nothing more: it may have 64 KB. */
    private static byte[] huge(int monitors) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, HUGE.replace('.', '/'), null, "java/lang/Object", null);
        MethodVisitor method = type.visitMethod(Opcodes.ACC_STATIC, "huge", "(Ljava/lang/Object;)V", null, null);
        method.visitCode();
        for (int i = 0; i < monitors; i++) {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitInsn(Opcodes.MONITORENTER);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitInsn(Opcodes.MONITOREXIT);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
