package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.started;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** By queues. */
enum QueueHandOver implements Round {
    ARRAY_BLOCKING_QUEUE {
        @Override
        public void round() throws Exception {
            overQueues(new ArrayBlockingQueue<>(1), new ArrayBlockingQueue<>(1));
        }
    },
    LINKED_BLOCKING_QUEUE {
        @Override
        public void round() throws Exception {
            overQueues(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        }
    },
    LINKED_BLOCKING_DEQUE {
        @Override
        public void round() throws Exception {
            overQueues(new LinkedBlockingDeque<>(), new LinkedBlockingDeque<>());
        }
    },
    PRIORITY_BLOCKING_QUEUE {
        @Override
        public void round() throws Exception {
            overQueues(new PriorityBlockingQueue<>(), new PriorityBlockingQueue<>());
        }
    },
    SYNCHRONOUS_QUEUE {
        @Override
        public void round() throws Exception {
            overQueues(new SynchronousQueue<>(), new SynchronousQueue<>());
        }
    },
    TRANSFER_QUEUE {
        @Override
        public void round() throws Exception {
            overQueues(new LinkedTransferQueue<>(), new LinkedTransferQueue<>());
        }
    },
    CONCURRENT_QUEUE {
        @Override
        public void round() throws Exception {
            overPolled(new ConcurrentLinkedQueue<>());
        }
    },
    CONCURRENT_DEQUE {
        @Override
        public void round() throws Exception {
            overPolled(new ConcurrentLinkedDeque<>());
        }
    };

    private static void overQueues(BlockingQueue<Parcel> there, BlockingQueue<Parcel> back) throws Exception {
        started(() -> {
            Parcel got = there.take();
            got.change();
            back.put(got);
        });
        there.put(filled());
        back.take().check(2);
    }

    private static void overPolled(Queue<Parcel> queue) throws Exception {
        started(() -> queue.add(filled()));
        awaited(queue::poll).change();
    }
}
