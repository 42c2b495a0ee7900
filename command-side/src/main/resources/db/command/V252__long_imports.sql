-- Books that take long to read: a queue of their own (db-scheduler's table), so that others don't stand behind them.
CREATE TABLE command.scheduled_long_imports (LIKE command.scheduled_imports INCLUDING ALL);
