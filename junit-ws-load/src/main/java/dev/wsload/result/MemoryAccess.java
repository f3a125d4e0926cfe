package dev.wsload.result;

import java.util.List;
import java.util.Optional;

/**
 * One access to a variable that several threads use.
 *
 * @param what the field or the call, as the code names it
 * @param thread its name
 * @param locks that the thread held, the outermost first: class and identity
 * @param stack where it was, the innermost first, without the detector
 * @since 0.1
 */
public record MemoryAccess(
        String what, boolean isWrite, String thread, List<String> locks, List<StackTraceElement> stack) {
    /** Returns the innermost line of code that lies in one of these packages. */
    public Optional<StackTraceElement> within(List<String> packages) {
        return stack.stream()
                .filter(frame ->
                        packages.stream().anyMatch(name -> frame.getClassName().startsWith(name + ".")))
                .findFirst();
    }
}
