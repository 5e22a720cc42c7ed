#!/bin/sh
# Runs once, when PostgreSQL makes its cluster: the service owns its database and is no superuser.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$YOUJU_DATABASE_PASSWORD" <<'SQL'
create role youju login password :'password';
create database youju owner youju;
SQL
