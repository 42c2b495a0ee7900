package dev.lectern.command.performance;

import dev.lectern.web.performance.SlowStatements;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose connections count the statements of the request that uses them, and have slow ones logged. Outside of requests they
 * are the pool's own, so background work pays nothing.
 */
public final class CountedStatements extends DelegatingDataSource implements AutoCloseable {

    private final AutoCloseable pool;
    private final SlowStatements slow;

    /**
     * Closes the pool when it is closed.
     *
     * @param slow what takes longer is logged with its plan
     */
    public <P extends DataSource & AutoCloseable> CountedStatements(P pool, Duration slow) {
        super(pool);
        this.pool = pool;
        this.slow = new SlowStatements(pool, slow);
    }

    @Override
    public void close() throws Exception {
        pool.close();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return Statements.CURRENT.isBound() ? counted(Connection.class, connection, Statements.CURRENT.get(), "") : connection;
    }

    /** @param sql of a prepared statement; otherwise empty */
    private <T> T counted(Class<T> type, T counted, Statements statements, String sql) {
        return type.cast(Proxy.newProxyInstance(CountedStatements.class.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> invoke(counted, method, arguments, statements, sql)));
    }

    private @Nullable Object invoke(Object counted, Method method, @Nullable Object @Nullable [] arguments, Statements statements, String sql)
            throws Throwable {
        boolean executes = counted instanceof Statement && method.getName().startsWith("execute");
        var given = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : sql;
        long began = System.nanoTime();
        try {
            return switch (method.invoke(counted, arguments)) {
                case CallableStatement made when counted instanceof Connection -> counted(CallableStatement.class, made, statements, given);
                case PreparedStatement made when counted instanceof Connection -> counted(PreparedStatement.class, made, statements, given);
                case Statement made when counted instanceof Connection -> counted(Statement.class, made, statements, given);
                case null -> null;
                case Object other -> other;
            };
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (executes) {
                long nanoseconds = System.nanoTime() - began;
                statements.add(nanoseconds);
                slow.took(given, Duration.ofNanos(nanoseconds));
            }
        }
    }
}
