package dev.lectern.command.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many clients that append in a process of its own, so that it can be killed for real. It says which decisions were written. */
final class AppendingProcess {

    static final int EVENTS_OF_EACH = 3;
    private static final int CLIENTS = 16;

    private final Process process;

    private AppendingProcess(Process process) {
        this.process = process;
    }

    static AppendingProcess start(String jdbcUrl, int number) throws IOException {
        return new AppendingProcess(new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AppendingProcess.class.getName(), jdbcUrl, Integer.toString(number)))
                .redirectError(Redirect.DISCARD).start());
    }

    /** Kills it as a power cut does once so many decisions were written. @return all that it said were written */
    List<String> killAfter(int written) throws IOException {
        var said = new ArrayList<String>();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (said.size() == written) {
                    // by its handle, which leaves the stream open: what it said before counts
                    process.toHandle().destroyForcibly();
                }
            }
        }
        // the last line may be torn
        said.removeIf(line -> !line.endsWith("."));
        return said;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername("postgres");
        config.setMaximumPoolSize(2);
        var dataSource = new HikariDataSource(config);
        var group = new GroupCommit(dataSource, new EventNotifier(JdbcClient.create(dataSource)));
        for (int i = 0; i < CLIENTS; i++) {
            var client = "process " + arguments[1] + " client " + i;
            Thread.startVirtualThread(() -> append(group, client));
        }
        new CountDownLatch(1).await();
    }

    private static void append(GroupCommit group, String client) {
        for (int n = 0; ; n++) {
            var aggregate = client + " decision " + n + ".";
            group.write(Deciding.toAppend(aggregate, 0, EVENTS_OF_EACH));
            System.out.println(aggregate);
        }
    }
}
