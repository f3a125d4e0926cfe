package dev.wsload.agent;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Sees where a Jakarta container begins and ends to send a message, inside any lock that the endpoint takes, and where a message of
 * Undertow's own is written to: its sink is no more for several threads at a time than any channel of XNIO. Pings and pongs may be sent
 * at any time, and are none of it.
 */
final class SendVisitor extends HookingVisitor {
    private static final String ASYNC = "jakarta/websocket/RemoteEndpoint$Async";
    private static final Set<String> REMOTES = Set.of("jakarta/websocket/RemoteEndpoint$Basic", ASYNC);
    private static final String SINK = "io/undertow/server/protocol/framed/AbstractFramedStreamSinkChannel";
    private static final Set<String> WRITES = Set.of("write", "writeFinal");
    private static final String SESSION = "jakarta/websocket/Session";
    private static final Set<String> SENDS = Set.of("sendText", "sendBinary", "sendObject");
    private static final Set<String> REMOTES_OF_SESSION = Set.of("getBasicRemote", "getAsyncRemote");

    private final boolean isSend;
    private final boolean isAsync;
    private final Label begin = new Label();
    private final Label end = new Label();

    private SendVisitor(MethodVisitor next, Method method, boolean isSend, boolean isAsync) {
        super(next, method, 1);
        this.isSend = isSend;
        this.isAsync = isAsync;
    }

    /** Returns a visitor in front of the next one, if the method sends, or hands out what sends. */
    static MethodVisitor before(MethodVisitor next, Method method, List<String> interfaces) {
        if (method.isStatic()) {
            return next;
        }
        if (sends(method, interfaces)) {
            return new SendVisitor(next, method, true, interfaces.contains(ASYNC));
        }
        return REMOTES_OF_SESSION.contains(method.name()) && interfaces.contains(SESSION)
                ? new SendVisitor(next, method, false, false)
                : next;
    }

    private static boolean sends(Method method, List<String> interfaces) {
        return method.type().equals(SINK)
                ? WRITES.contains(method.name())
                : SENDS.contains(method.name()) && interfaces.stream().anyMatch(REMOTES::contains);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (isSend) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            loadIsLast();
            super.visitInsn(isAsync ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            super.visitLdcInsn(method.place() + "()");
            hook("sendBegins", "(Ljava/lang/Object;ZZLjava/lang/String;)V");
            super.visitLabel(begin);
        }
    }

    /** Of a message in parts, the last argument says whether it is the last. */
    private void loadIsLast() {
        Type[] arguments = Type.getArgumentTypes(method.descriptor());
        int variable = 1;
        for (int i = 0; i < arguments.length - 1; i++) {
            variable += arguments[i].getSize();
        }
        if (arguments.length > 1 && arguments[arguments.length - 1] == Type.BOOLEAN_TYPE) {
            super.visitVarInsn(Opcodes.ILOAD, variable);
        } else {
            super.visitInsn(Opcodes.ICONST_1);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && isSend) {
            hookOn(0, "sendEnds");
        } else if (opcode == Opcodes.ARETURN) {
            super.visitInsn(Opcodes.DUP);
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitInsn(Opcodes.SWAP);
            hook("part", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (isSend) {
            super.visitLabel(end);
            Label thrown = new Label();
            super.visitTryCatchBlock(begin, end, thrown, null);
            super.visitLabel(thrown);
            super.visitFrame(Opcodes.F_NEW, 1, new Object[] {method.type()}, 1, new Object[] {"java/lang/Throwable"});
            hookOn(0, "sendFailed");
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(stack, locals);
    }
}
