package dev.wsload.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Edges of the JDK that its code does not show: a thread's start and end, tasks that ForkJoin hands over by Unsafe in ways of its own,
 * and what passes on a connection. The last are an edge for each connection, so that a server's sockets do not order all its threads.
 */
final class JdkVisitor extends HookingVisitor {
    private static final String TASK = "java/util/concurrent/ForkJoinTask";
    private static final String CHANNELS = "sun/nio/ch/";

    JdkVisitor(MethodVisitor next, Method method) {
        super(next, method, 1);
    }

    static boolean isMeant(Method method) {
        return isStart(method)
                || isJoin(method)
                || isTaskRun(method)
                || handsOverTasks(method)
                || isWrite(method)
                || isRead(method);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (isStart(method) || isWrite(method)) {
            hookOn(0, "release");
        }
        if (isTaskRun(method)) {
            hookOn(0, "acquire");
        }
        if (handsOverTasks(method)) {
            releaseTasks();
        }
    }

    private void releaseTasks() {
        int variable = method.isStatic() ? 0 : 1;
        for (Type argument : Type.getArgumentTypes(method.descriptor())) {
            if (argument.getDescriptor().equals("L" + TASK + ";")) {
                hookOn(variable, "release");
            }
            variable += argument.getSize();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            if (isRead(method)) {
                hookOn(0, "acquire");
            } else if (isJoin(method)) {
                hookOn(0, "joined");
            }
        }
        super.visitInsn(opcode);
    }

    private static boolean isStart(Method method) {
        return !method.isStatic()
                && method.name().equals("start")
                && (method.type().equals("java/lang/Thread") || method.type().equals("java/lang/VirtualThread"));
    }

    private static boolean isJoin(Method method) {
        return method.type().equals("java/lang/Thread") && method.name().equals("join");
    }

    private static boolean isTaskRun(Method method) {
        return method.type().equals(TASK) && method.name().equals("doExec");
    }

    private static boolean handsOverTasks(Method method) {
        return method.type().startsWith("java/util/concurrent/ForkJoinPool")
                && !method.isConstructor()
                && method.descriptor().contains("L" + TASK + ";");
    }

    private static boolean isWrite(Method method) {
        return method.type().startsWith(CHANNELS)
                && !method.isStatic()
                && method.name().equals("write");
    }

    private static boolean isRead(Method method) {
        return method.type().startsWith(CHANNELS)
                && !method.isStatic()
                && method.name().equals("read");
    }
}
