// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.load.Load.Clients;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;

/** Clients that send prepared requests over a connection each. A status other than 2xx is an error. */
public final class HttpClients implements Clients {

    private final URI server;
    private final Supplier<byte[]> requests;

    /** @param requests the next one to send, asked by all clients' threads */
    public HttpClients(URI server, Supplier<byte[]> requests) {
        this.server = server;
        this.requests = requests;
    }

    @Override
    public Client client(int number) {
        var connection = new HttpConnection(server);
        return new Client() {
            @Override
            public boolean operate() throws IOException {
                return connection.succeed(requests.get());
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }
}
