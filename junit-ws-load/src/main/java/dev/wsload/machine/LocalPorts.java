package dev.wsload.machine;

/** STUB: the range of ports the kernel gives to outgoing connections, both ends included. */
public record LocalPorts(int first, int last) {
    /** The one of this machine. */
    public static LocalPorts ofThisMachine() {
        throw new UnsupportedOperationException();
    }

    /** How many. */
    public int count() {
        return last - first + 1;
    }
}
