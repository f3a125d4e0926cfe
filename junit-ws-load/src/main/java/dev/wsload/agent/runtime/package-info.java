/**
 * What instrumented code calls: the race detector itself. It lives in the boot loader, where even classes of the JDK see it, so it
 * imports nothing but the JDK, and of that no {@code java.util.concurrent}, which calls it. Its reports leave it as JDK types.
 */
package dev.wsload.agent.runtime;
