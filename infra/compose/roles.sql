-- Makes the roles of Lectern and its database, once, in a new PostgreSQL 14 or newer. For psql as a superuser; the passwords
-- come from the environment. No role of Lectern is a superuser.
\set ON_ERROR_STOP on
\getenv owner LECTERN_OWNER_PASSWORD
\getenv command LECTERN_COMMAND_PASSWORD
\getenv query LECTERN_QUERY_PASSWORD
\getenv monitor LECTERN_MONITOR_PASSWORD

-- owns the database and, through the migrations, the schemas events, command and query
CREATE ROLE lectern_owner   LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner';
-- the services' own: they get only what the migrations grant them
CREATE ROLE lectern_command LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'command';
CREATE ROLE lectern_query   LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'query';
-- reads statistics for Prometheus, and no table
CREATE ROLE lectern_monitor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'monitor' IN ROLE pg_monitor;

CREATE DATABASE lectern OWNER lectern_owner;
REVOKE ALL ON DATABASE lectern FROM PUBLIC;
GRANT CONNECT ON DATABASE lectern TO lectern_command, lectern_query;
