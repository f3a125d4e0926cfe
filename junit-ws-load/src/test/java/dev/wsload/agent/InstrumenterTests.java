package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class InstrumenterTests {
    private static final String TYPE = "com/example/Table";

    /** Its initializer has no room for hooks: a method may have 64 KB. */
    @Test
    void aClassWithALongTableCanBeWatched() {
        Instrumenter instrumenter = new Instrumenter(CodeUnderTest.of(List.of("com.example")));

        assertThat(instrumenter.instrument(null, TYPE, table(6_000))).isNotEmpty();
    }

    /** Compilers from Java 18 on call the methods of Object on an interface where the variable has its type. */
    @Test
    void waitingOnWhatAnInterfaceNamesGivesUpTheMonitor() {
        assertThat(hooksOf(waiting(), "com/example/Waiting")).contains("await");
    }

    /** Its class file is older than class constants, which the monitor of an object does not need. */
    @Test
    void synchronizedMethodsOfOldClassFilesTakeTheMonitor() {
        assertThat(hooksOf(oldSynchronized(), "com/example/Old")).contains("enteredOwn", "leavingOwn");
    }

    private static List<String> hooksOf(byte[] classFile, String type) {
        byte[] watched = new Instrumenter(CodeUnderTest.of(List.of("com.example"))).instrument(null, type, classFile);
        List<String> hooks = new ArrayList<>();
        new ClassReader(watched)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String hook, String of, boolean isInterface) {
                                        if (owner.startsWith("dev/wsload/agent/runtime/")) {
                                            hooks.add(hook);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return hooks;
    }

    private static byte[] waiting() {
        return type("com/example/Waiting", Opcodes.V17, Opcodes.ACC_STATIC, "(Ljava/util/List;)V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/List", "wait", "()V", true);
        });
    }

    private static byte[] oldSynchronized() {
        return type("com/example/Old", Opcodes.V1_4, Opcodes.ACC_SYNCHRONIZED, "()V", code -> {});
    }

    private static byte[] type(String name, int version, int access, String descriptor, Consumer<MethodVisitor> body) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor code = type.visitMethod(access, "run", descriptor, null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    private static byte[] table(int elements) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, TYPE, null, "java/lang/Object", null);
        type.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "TABLE", "[I", null, null);
        MethodVisitor initializer = type.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        initializer.visitCode();
        initializer.visitLdcInsn(elements);
        initializer.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
        for (int i = 0; i < elements; i++) {
            initializer.visitInsn(Opcodes.DUP);
            initializer.visitIntInsn(Opcodes.SIPUSH, i);
            initializer.visitLdcInsn(100_000 + i);
            initializer.visitInsn(Opcodes.IASTORE);
        }
        initializer.visitFieldInsn(Opcodes.PUTSTATIC, TYPE, "TABLE", "[I");
        initializer.visitInsn(Opcodes.RETURN);
        initializer.visitMaxs(0, 0);
        initializer.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
