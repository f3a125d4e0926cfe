package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.started;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** By pipes and channels. */
enum ChannelHandOver implements Round {
    PIPE {
        @Override
        public void round() throws Exception {
            Parcel parcel = new Parcel();
            try (PipedOutputStream out = new PipedOutputStream();
                    PipedInputStream in = new PipedInputStream(out)) {
                Thread other = started(() -> {
                    parcel.fill();
                    say(out);
                });
                in.read();
                parcel.change();
                other.join();
            }
        }

        private void say(PipedOutputStream out) throws IOException {
            out.write(1);
            out.flush();
        }
    },
    ATTACHMENT {
        @Override
        public void round() throws Exception {
            try (Selector selector = Selector.open();
                    DatagramChannel channel = DatagramChannel.open()) {
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                started(() -> key.attach(filled()));
                awaited(() -> (Parcel) key.attachment()).change();
            }
        }
    };
}
