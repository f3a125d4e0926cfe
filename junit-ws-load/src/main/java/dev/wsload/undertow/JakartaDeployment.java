package dev.wsload.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import io.undertow.websockets.jsr.UndertowContainerProvider;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Jakarta endpoints in a deployment of their own. Loaded only when there are any, as what it needs is optional. Endpoint
 * methods run on worker threads, since they may block; so a MessageHandler that {@code @OnOpen} adds can miss a message that
 * comes at once, which {@code @OnMessage} cannot.
 */
final class JakartaDeployment implements Deployment {
    private final HttpHandler handler;
    private final ServerWebSocketContainer container;
    private final ClassLoader loader;

    private JakartaDeployment(HttpHandler handler, ServerWebSocketContainer container, ClassLoader loader) {
        this.handler = handler;
        this.container = container;
        this.loader = loader;
    }

    static Deployment of(List<Class<?>> classes, HostWorker worker, UncaughtErrors errors, boolean faults) {
        JakartaErrors guard = new JakartaErrors(errors, faults);
        AtomicReference<ServerWebSocketContainer> container = new AtomicReference<>();
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .addAnnotatedEndpoints(classes)
                .setBuffers(worker.buffers())
                .setWorker(worker.xnio())
                .setDispatchToWorkerThread(true)
                .addListener(container::set)
                .addListener(guard::watch);
        ClassLoader loader = new DeploymentLoader(classes.get(0).getClassLoader());
        return new JakartaDeployment(
                started(guard.watch(new DeploymentInfo())
                        .setDeploymentName("wsload")
                        .setContextPath("/")
                        .setClassLoader(loader)
                        .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets)),
                container.get(),
                loader);
    }

    private static HttpHandler started(DeploymentInfo info) {
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        try {
            manager.deploy();
            return manager.start();
        } catch (ServletException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the Jakarta endpoint cannot be deployed: " + rootOf(e).getMessage(), e);
        }
    }

    static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    @Override
    public HttpHandler handler() {
        return handler;
    }

    /** Says 1001 to clients that are still there, and does not wait for them as undeploying would. */
    @Override
    public void end() {
        container.close(0);
        UndertowContainerProvider.removeContainer(loader);
    }

    /** Undertow keeps one container per class loader, and many deployments may run at once. */
    private static final class DeploymentLoader extends ClassLoader {
        DeploymentLoader(ClassLoader parent) {
            super(parent);
        }
    }
}
