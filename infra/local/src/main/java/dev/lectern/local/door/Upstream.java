// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import java.net.URI;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;

/** A service behind the front door: its name, the Tomcat connector that leads into it, and its own loopback address. */
public record Upstream(String name, Connector connector, URI address) {

    /** A service that listens on its own on the connector's port. */
    public static Upstream of(String name, Connector connector) {
        return new Upstream(name, connector, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    }

    Adapter adapter() {
        return connector.getProtocolHandler().getAdapter();
    }
}
