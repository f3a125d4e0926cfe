package dev.wsload.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Which fields are volatile or final, and what a class extends, read from class files: to ask the class would load it. Thread-safe. */
final class FieldTable {
    private static final ClassFacts UNKNOWN = new ClassFacts(null, List.of(), Map.of(), false);
    private static final int DEEPEST = 30;

    private final Map<String, ClassFacts> classes = new ConcurrentHashMap<>();

    private record ClassFacts(
            String superName, List<String> interfaces, Map<String, Integer> fields, boolean hasInitializer) {}

    /**
     * A field as it is declared: code may name it by any class that inherits it.
     *
     * @param type that declares it, with slashes
     * @param access its flags
     */
    record Declared(String type, String name, int access) {
        boolean is(int flags) {
            return (access & flags) != 0;
        }

        /** Returns its name as the code has it, with the class in front. */
        String fullName() {
            return type.replace('/', '.') + "." + name;
        }
    }

    /** Returns a field, wherever above the named class it is declared; empty if that is not to be found. */
    Optional<Declared> field(String owner, String field, String descriptor, ClassLoader loader) {
        String name = owner;
        for (int depth = 0; name != null && depth < DEEPEST; depth++) {
            ClassFacts facts = facts(name, loader);
            List<String> types = new ArrayList<>(List.of(name));
            types.addAll(facts.interfaces);
            for (String type : types) {
                Integer access = facts(type, loader).fields.get(field + descriptor);
                if (access != null) {
                    return Optional.of(new Declared(type, field, access));
                }
            }
            name = facts.superName;
        }
        return Optional.empty();
    }

    /** Says whether the class runs code when it is initialized, which happens before whoever uses it afterwards. */
    boolean hasInitializer(String owner, ClassLoader loader) {
        return facts(owner, loader).hasInitializer;
    }

    /** Returns the class of the JDK that a class extends, however far above it; empty if that is Object. */
    Optional<String> jdkAbove(String type, ClassLoader loader) {
        String name = type;
        for (int depth = 0; name != null && !Scope.isOfJdk(name) && depth < DEEPEST; depth++) {
            name = facts(name, loader).superName;
        }
        return Optional.ofNullable(name).filter(found -> Scope.isOfJdk(found) && !found.equals("java/lang/Object"));
    }

    private ClassFacts facts(String name, ClassLoader loader) {
        ClassFacts known = classes.get(name);
        if (known != null) {
            return known;
        }
        ClassFacts read = read(name, loader);
        classes.put(name, read);
        return read;
    }

    void add(String name, ClassReader reader) {
        classes.put(name, factsOf(reader));
    }

    private static ClassFacts read(String name, ClassLoader loader) {
        String file = name + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return in == null ? UNKNOWN : factsOf(new ClassReader(in));
        } catch (IOException | IllegalArgumentException unreadable) {
            return UNKNOWN;
        }
    }

    private static ClassFacts factsOf(ClassReader reader) {
        Map<String, Integer> fields = new HashMap<>();
        boolean[] initializer = new boolean[1];
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.put(name + descriptor, access);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        initializer[0] |= name.equals("<clinit>");
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassFacts(reader.getSuperName(), List.of(reader.getInterfaces()), fields, initializer[0]);
    }
}
