package dev.wsload.machine;

/**
 * What a fleet may use here, before it starts. Immutable.
 *
 * @param os the operating system
 * @param descriptors file descriptors of this process, at rest
 * @param ports local ports of this machine
 * @param backlog the longest queue of connections that wait to be accepted
 * @param memory of this process, and of its machine or container
 * @since 0.1
 */
public record Machine(Os os, Descriptors descriptors, LocalPorts ports, int backlog, Memory memory) {
    /** Returns what there is here. */
    public static Machine ofThisProcess() {
        return new Machine(
                Os.ofThisMachine(), Descriptors.atRest(), LocalPorts.ofThisMachine(), Backlog.most(), Memory.now());
    }
}
