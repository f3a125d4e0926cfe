package dev.wsload.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Netty as a server that treats messages as a test tells it. One thread does it all, so that its state needs no locks. */
public final class MischiefServer implements TestServer {
    private static final int MAX_MESSAGE = 1 << 20;

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Peer> peers = new ArrayList<>();
    private final AtomicLong heard = new AtomicLong();
    private final Conduct conduct;
    private final URI uri;
    private int joined;

    /** What the server does; called on its one thread. */
    @FunctionalInterface
    public interface Conduct {
        /** A client has sent a message, text or binary. */
        void heard(Peer from, String message);

        /** A client has connected. */
        default void joined(Peer peer) {}
    }

    private MischiefServer(Conduct conduct) {
        this.conduct = conduct;
        Channel channel = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new Pipeline())
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        uri = URI.create("ws://localhost:" + ((InetSocketAddress) channel.localAddress()).getPort() + "/");
    }

    /** Starts a server. */
    public static MischiefServer start(Conduct conduct) {
        return new MischiefServer(conduct);
    }

    /** Messages received so far. */
    public long heard() {
        return heard.get();
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A connected client, as the server sees it. */
    public final class Peer {
        private final ChannelHandlerContext context;
        private final int number;
        private int messages;

        private Peer(ChannelHandlerContext context) {
            this.context = context;
            number = joined++;
        }

        /** Its place in the order of arrival, from 0. */
        public int number() {
            return number;
        }

        /** Where it connected from. */
        public InetAddress address() {
            return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
        }

        /** Messages that it has sent, the one at hand included. */
        public int messages() {
            return messages;
        }

        /** Everyone who is connected now, itself included, in the order of arrival. */
        public List<Peer> everyone() {
            return List.copyOf(peers);
        }

        /** Sends a text message. */
        public void text(String text) {
            context.writeAndFlush(new TextWebSocketFrame(text));
        }

        /** Sends a binary message. */
        public void binary(String bytes) {
            ByteBuf content = Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8);
            context.writeAndFlush(new BinaryWebSocketFrame(content));
        }

        /** Sends a text message after this time. */
        public void textLater(String text, Duration delay) {
            later(delay, () -> text(text));
        }

        /** Does this after a time, on the connection's thread. */
        public void later(Duration delay, Runnable action) {
            context.executor().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        /** Resets the connection, past the handler that would send a close frame first. */
        public void reset() {
            ((SocketChannel) context.channel()).config().setSoLinger(0);
            context.pipeline().firstContext().close();
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(65_536),
                            new WebSocketServerProtocolHandler("/", null, false, MAX_MESSAGE),
                            new WebSocketFrameAggregator(MAX_MESSAGE),
                            new Ear());
        }
    }

    private final class Ear extends SimpleChannelInboundHandler<WebSocketFrame> {
        private Peer peer;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                peer = new Peer(context);
                peers.add(peer);
                conduct.joined(peer);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            peers.remove(peer);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            heard.incrementAndGet();
            peer.messages++;
            conduct.heard(peer, frame.content().toString(StandardCharsets.UTF_8));
        }
    }
}
