#!/bin/sh
# Run once by the postgres image, when it makes its cluster: the role and database of the application. The role is no
# superuser, because row-level security does not bind one.
set -eu
psql -X -v ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
\getenv password BACKSTITCH_DB_PASSWORD
CREATE ROLE backstitch LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE backstitch OWNER backstitch TEMPLATE template0;
REVOKE CONNECT ON DATABASE backstitch FROM PUBLIC;
SQL
