package dev.lectern.command.performance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose connections count the statements of the request that uses them. Outside of requests they are the pool's own, so
 * background work pays nothing.
 */
public final class CountedStatements extends DelegatingDataSource implements AutoCloseable {

    private final AutoCloseable pool;

    /** Closes the pool when it is closed. */
    public <P extends DataSource & AutoCloseable> CountedStatements(P pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public void close() throws Exception {
        pool.close();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return Statements.CURRENT.isBound() ? counted(Connection.class, connection, Statements.CURRENT.get()) : connection;
    }

    private static <T> T counted(Class<T> type, T counted, Statements statements) {
        return type.cast(Proxy.newProxyInstance(CountedStatements.class.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> invoke(counted, method, arguments, statements)));
    }

    private static @Nullable Object invoke(Object counted, Method method, @Nullable Object @Nullable [] arguments, Statements statements)
            throws Throwable {
        boolean executes = counted instanceof Statement && method.getName().startsWith("execute");
        long began = System.nanoTime();
        try {
            return switch (method.invoke(counted, arguments)) {
                case CallableStatement made when counted instanceof Connection -> counted(CallableStatement.class, made, statements);
                case PreparedStatement made when counted instanceof Connection -> counted(PreparedStatement.class, made, statements);
                case Statement made when counted instanceof Connection -> counted(Statement.class, made, statements);
                case null -> null;
                case Object other -> other;
            };
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (executes) {
                statements.add(System.nanoTime() - began);
            }
        }
    }
}
