package dev.wsload.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts the hooks into classes. Adds no members, so it may meet classes that are loaded already. Thread-safe. */
final class Instrumenter implements ClassFileTransformer {
    private final FieldTable fields = new FieldTable();
    private final CodeUnderTest code;
    private final Misses misses;
    private final Map<String, String> extended = new ConcurrentHashMap<>();

    Instrumenter(CodeUnderTest code) {
        this.code = code;
        misses = new Misses(code);
    }

    CodeUnderTest code() {
        return code;
    }

    Misses misses() {
        return misses;
    }

    /** Returns which methods a class has of its own, if it is of the code under test and extends one of the JDK. */
    Optional<String> extended(String type) {
        return Optional.ofNullable(extended.get(type));
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (name == null || code.scopeOf(name) == Scope.NONE) {
            return null;
        }
        try {
            return instrument(loader, name, classFile);
        } catch (RuntimeException | Error e) {
            misses.add(name, e);
            return null;
        }
    }

    byte[] instrument(ClassLoader loader, String name, byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        fields.add(name, reader);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Hooked(writer, loader, name, localsOf(reader)), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    private static Map<String, Integer> localsOf(ClassReader reader) {
        Map<String, Integer> locals = new HashMap<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMaxs(int stack, int most) {
                                locals.put(name + descriptor, most);
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return locals;
    }

    private final class Hooked extends ClassVisitor {
        private final ClassLoader loader;
        private final String type;
        private final Map<String, Integer> locals;
        private int version;
        private List<String> interfaces = List.of();
        private Optional<String> overridden = Optional.empty();

        Hooked(ClassVisitor next, ClassLoader loader, String type, Map<String, Integer> locals) {
            super(Opcodes.ASM9, next);
            this.loader = loader;
            this.type = type;
            this.locals = locals;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.version = version & 0xFFFF;
            this.interfaces = List.of(interfaces);
            if (code.includes(name)
                    && this.version >= Opcodes.V1_5
                    && fields.jdkAbove(name, loader).isPresent()) {
                overridden = Optional.of(ownMethods());
                extended.put(name, ownMethods());
            }
            super.visit(version, access, name, signature, superName, interfaces);
        }

        /** As hooks name calls, each with a blank behind it. */
        private String ownMethods() {
            return locals.keySet().stream()
                    .map(method -> "." + method.substring(0, method.indexOf('(')) + "() ")
                    .distinct()
                    .collect(Collectors.joining());
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor plain = super.visitMethod(access, name, descriptor, signature, exceptions);
            Integer most = locals.get(name + descriptor);
            if (most == null) {
                return plain;
            }
            Method method = new Method(type, version, access, name, descriptor, most, loader, fields);
            if (Scope.isThread(type)) {
                return JdkVisitor.isMeant(method) ? new JdkVisitor(plain, method) : plain;
            }
            boolean isCode = code.includes(type);
            MethodVisitor edges = new EdgeVisitor(plain, method, isCode);
            if (Scope.isOfJdk(type)) {
                return ofJdk(edges, method);
            }
            MethodVisitor initialization = new InitializationVisitor(edges, method);
            if (isCode) {
                return new CallVisitor(new AccessVisitor(initialization, method, code), method, code, overridden);
            }
            return interfaces.isEmpty() ? initialization : SendVisitor.before(initialization, method, interfaces);
        }

        private MethodVisitor ofJdk(MethodVisitor edges, Method method) {
            if (Scope.isWrapper(type)) {
                return new CallVisitor(edges, method, code, Optional.empty());
            }
            return JdkVisitor.isMeant(method) ? new JdkVisitor(edges, method) : edges;
        }
    }
}
