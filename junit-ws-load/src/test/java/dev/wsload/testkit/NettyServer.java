package dev.wsload.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Netty as an echo server, with permessage-deflate when asked for; {@code /echo/chat} hands every text to everyone. */
public final class NettyServer implements TestServer {
    private static final int MAX_MESSAGE = 16 * 1024 * 1024;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final URI uri;

    private NettyServer(boolean compressing) {
        Channel channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new Pipeline(compressing))
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        uri = URI.create("ws://localhost:" + ((InetSocketAddress) channel.localAddress()).getPort() + "/echo");
    }

    /** Starts a server that declines every extension. */
    public static NettyServer start() {
        return new NettyServer(false);
    }

    /** Starts a server that negotiates permessage-deflate. */
    public static NettyServer startCompressing() {
        return new NettyServer(true);
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final ChannelGroup everyone = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
        private final boolean compressing;

        Pipeline(boolean compressing) {
            this.compressing = compressing;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536));
            if (compressing) {
                pipeline.addLast(new WebSocketServerCompressionHandler(MAX_MESSAGE));
            }
            pipeline.addLast(
                    new WebSocketServerProtocolHandler("/echo", "echo.v1", compressing, MAX_MESSAGE, false, true),
                    new WebSocketFrameAggregator(MAX_MESSAGE),
                    new Echo(everyone));
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final ChannelGroup everyone;
        private boolean isChat;

        Echo(ChannelGroup everyone) {
            this.everyone = everyone;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete complete) {
                isChat = complete.requestUri().endsWith("/chat");
                everyone.add(context.channel());
            }
            super.userEventTriggered(context, event);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (isChat) {
                everyone.writeAndFlush(frame.retain());
            } else {
                context.writeAndFlush(frame.retain());
            }
        }
    }
}
