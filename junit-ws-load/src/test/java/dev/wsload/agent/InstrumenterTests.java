package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
