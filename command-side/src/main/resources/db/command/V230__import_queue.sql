-- Books that wait to be read: a queue of their own (db-scheduler's table), so that other background work doesn't stand behind them.
CREATE TABLE command.scheduled_imports (LIKE command.scheduled_tasks INCLUDING ALL);

WITH waiting AS (DELETE FROM command.scheduled_tasks WHERE task_name = 'import-book' RETURNING *)
INSERT INTO command.scheduled_imports SELECT * FROM waiting;
