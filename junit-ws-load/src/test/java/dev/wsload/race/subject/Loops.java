package dev.wsload.race.subject;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The event loops of containers, as executors. */
final class Loops {
    private Loops() {}

    static void onNetty(Consumer<Executor> work) {
        EventLoop loop = new DefaultEventLoop();
        try {
            work.accept(loop);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    static void onXnio(Consumer<Executor> work) throws Exception {
        XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
        try {
            work.accept(worker.getIoThread(0));
            work.accept(worker);
        } finally {
            worker.shutdownNow();
        }
    }
}
