// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import dev.lectern.local.Refused;
import dev.lectern.web.ProblemReportValve;
import dev.lectern.web.TimedHttp;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** The one port: dispatches to the services in this JVM, and answers itself what is about all of them. */
public final class FrontDoor implements AutoCloseable {

    private static final int QUIET_SECONDS = 10;

    private final Tomcat tomcat;
    private final Dispatcher dispatcher;

    private FrontDoor(Tomcat tomcat, Dispatcher dispatcher) {
        this.tomcat = tomcat;
        this.dispatcher = dispatcher;
    }

    /** The services that share the paths of the API, and the others whose health belongs to the whole. */
    public record Services(Upstream commandSide, Upstream querySide, List<Upstream> others) {

        List<Upstream> all() {
            return Stream.concat(Stream.of(commandSide, querySide), others.stream()).toList();
        }
    }

    /** Listens on the port (0: any) from now on. Throws {@link Refused} when it is taken. */
    public static FrontDoor open(String host, int port, Path workDirectory, Services services, ClientTimes times) {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(workDirectory.toString());
        tomcat.setConnector(connector(host, port, times));
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemReportValve.class.getName());
        var context = tomcat.addContext("", workDirectory.toString());
        add(context, new LandingPage(), "/");
        add(context, new OpenApiDocument(services.commandSide(), services.querySide()), "/openapi.json");
        add(context, new ApiDocs(), "/docs", "/docs/*");
        add(context, new HealthOfAll(services.all()), "/actuator/health", "/actuator/health/liveness",
                "/actuator/health/readiness", "/livez", "/readyz");
        try {
            tomcat.init();
            var protocol = tomcat.getConnector().getProtocolHandler();
            var dispatcher = new Dispatcher(
                    new Routes(services.commandSide().adapter(), services.querySide().adapter(), protocol.getAdapter()));
            protocol.setAdapter(dispatcher);
            tomcat.start();
            return new FrontDoor(tomcat, dispatcher);
        } catch (LifecycleException e) {
            throw new Refused("Port " + port + " on " + host + " can't be opened. Is it taken? Choose another with --port N.", e);
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Takes no more requests, lets those that are being answered finish, and closes. */
    @Override
    public void close() {
        try {
            tomcat.getConnector().pause();
            dispatcher.awaitQuiet(QUIET_SECONDS);
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connector connector(String host, int port, ClientTimes times) {
        var protocol = new TimedHttp();
        protocol.limit(times.header(), times.body(), times.bodyRate().toBytes());
        try {
            protocol.setAddress(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            throw new Refused("There is no address " + host + " on this machine. Choose another with --host.", e);
        }
        // Tomcat's own limit of 100 makes busy clients reconnect for nothing; an idle connection still times out
        protocol.setMaxKeepAliveRequests(-1);
        protocol.setExecutor(new VirtualThreadExecutor("http-"));
        var connector = new Connector(protocol);
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        return connector;
    }

    private static void add(Context context, HttpServlet servlet, String... paths) {
        var name = servlet.getClass().getSimpleName();
        Tomcat.addServlet(context, name, servlet);
        for (var path : paths) {
            context.addServletMappingDecoded(path, name);
        }
    }
}
