package dev.wsload.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Which fields are volatile or final, read from class files: to ask the class would load it. Thread-safe. */
final class FieldTable {
    private static final ClassFacts UNKNOWN = new ClassFacts(null, List.of(), Map.of(), false);
    private static final int DEEPEST = 30;

    private final Map<String, ClassFacts> classes = new ConcurrentHashMap<>();

    private record ClassFacts(
            String superName, List<String> interfaces, Map<String, Integer> fields, boolean hasInitializer) {}

    /** Returns the access flags of a field, wherever above the named class it is declared; -1 if that is not to be found. */
    int flags(String owner, String field, String descriptor, ClassLoader loader) {
        String name = owner;
        for (int depth = 0; name != null && depth < DEEPEST; depth++) {
            ClassFacts facts = facts(name, loader);
            Integer flags = facts.fields.get(field + descriptor);
            if (flags == null) {
                flags = flagsInInterfaces(facts, field + descriptor, loader);
            }
            if (flags != null) {
                return flags;
            }
            name = facts.superName;
        }
        return -1;
    }

    private Integer flagsInInterfaces(ClassFacts facts, String key, ClassLoader loader) {
        for (String one : facts.interfaces) {
            Integer flags = facts(one, loader).fields.get(key);
            if (flags != null) {
                return flags;
            }
        }
        return null;
    }

    /** Says whether the class runs code when it is initialized, which happens before whoever uses it afterwards. */
    boolean hasInitializer(String owner, ClassLoader loader) {
        return facts(owner, loader).hasInitializer;
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
