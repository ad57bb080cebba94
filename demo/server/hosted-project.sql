-- What a hosted Supabase project has and PostgreSQL does not: roles, and the part of Realtime that is in the database. The
-- migrations in demo/supabase/migrations need it. On a hosted project they run unchanged, without this file. It runs
-- at every start of the demo server, so every statement is safe to repeat.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role', 'authenticator'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin noinherit', wanted);
    end if;
  end loop;
end
$$;
alter role service_role bypassrls;
grant anon, authenticated, service_role to authenticator;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant execute on functions to anon, authenticated, service_role;

create schema if not exists auth;
grant usage on schema auth to anon, authenticated, service_role;

-- Runs the rest of the transaction with the role of a token, and puts its claims where auth.uid() and auth.jwt() read
-- them. PostgREST and Realtime do the same for each request. `@supabase/lite` creates the functions of auth itself.
create schema if not exists demo;
create or replace function demo.act_as(claims jsonb) returns void language plpgsql as $$
begin
  perform
    set_config('request.jwt.claims', claims::text, true),
    set_config('request.jwt.claim.sub', coalesce(claims ->> 'sub', ''), true),
    set_config('request.jwt.claim.role', claims ->> 'role', true),
    set_config('role', claims ->> 'role', true);
end
$$;

-- Realtime: broadcast from the database ------------------------------------------------------------------------------

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  inserted_at timestamp not null default now()
);
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

-- The topic of the channel that a client joins, for the policies that are evaluated at that time.
create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when payload ? 'id' then payload else payload || jsonb_build_object('id', message_id) end,
    event, topic, private, 'broadcast'
  );
end
$$;

-- What Supabase's guides call in a trigger: the whole new row and the whole old one, to a private topic.
create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  perform realtime.send(
    jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema),
    event_name, topic_name);
end
$$;

-- Realtime: the stream of what was committed -------------------------------------------------------------------------
-- Supabase reads the write-ahead log. PGlite has no replication, so triggers write to an outbox instead. A row becomes
-- visible when its transaction commits. Changes of one order follow each other in `position` as they do in commits: the
-- second one waits for the lock of the order's row before its trigger writes here.

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end
$$;

create table if not exists realtime.outbox (
  position bigint generated always as identity primary key,
  kind text not null check (kind in ('broadcast', 'change')),
  content jsonb not null
);
alter table realtime.outbox add column if not exists written_at timestamptz not null default now();
create index if not exists messages_inserted_at on realtime.messages (inserted_at);

create or replace function realtime.record_broadcast() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into realtime.outbox (kind, content) values ('broadcast', jsonb_build_object(
    'id', new.id, 'topic', new.topic, 'event', new.event, 'private', new.private, 'payload', new.payload));
  notify realtime_outbox;
  return null;
end
$$;

create or replace trigger record_broadcast after insert on realtime.messages
for each row when (new.extension = 'broadcast' and new.event is not null)
execute function realtime.record_broadcast();

-- Arguments: the columns of the table's primary key. As in the write-ahead log, an old row contains only these, unless
-- the table's replica identity is full.
create or replace function realtime.record_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  old_record jsonb;
begin
  if tg_op <> 'INSERT' then
    select jsonb_object_agg(key, value) into old_record
    from jsonb_each(to_jsonb(old))
    where key = any (tg_argv) or (select relreplident = 'f' from pg_catalog.pg_class where oid = tg_relid);
  end if;
  insert into realtime.outbox (kind, content) values ('change', jsonb_build_object(
    'schema', tg_table_schema,
    'table', tg_table_name,
    'type', tg_op,
    'commit_timestamp', to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'record', case when tg_op <> 'DELETE' then to_jsonb(new) end,
    'old_record', old_record));
  notify realtime_outbox;
  return null;
end
$$;

-- Called after the migrations: adds the trigger to every table of the publication.
create or replace function realtime.watch_published_tables() returns void language plpgsql as $$
declare
  published record;
begin
  for published in
    select tables.schemaname, tables.tablename, string_agg(quote_literal(attributes.attname), ', ') as key_columns
    from pg_publication_tables as tables
    join pg_index as indexes
      on indexes.indrelid = format('%I.%I', tables.schemaname, tables.tablename)::regclass and indexes.indisprimary
    join pg_attribute as attributes
      on attributes.attrelid = indexes.indrelid and attributes.attnum = any (indexes.indkey)
    where tables.pubname = 'supabase_realtime'
    group by tables.schemaname, tables.tablename
  loop
    execute format(
      'create or replace trigger record_change after insert or update or delete on %I.%I '
      'for each row execute function realtime.record_change(%s)',
      published.schemaname, published.tablename, published.key_columns);
  end loop;
end
$$;

-- Whether row level security on realtime.messages lets a token receive a private topic. The check is that of the real
-- server: insert a message of that topic, try to read it in the token's role, and delete it again.
create or replace function realtime.may_listen(claims jsonb, asked_topic text) returns boolean
language plpgsql as $$
declare
  probe uuid;
  may boolean;
begin
  insert into realtime.messages (topic, extension) values (asked_topic, 'broadcast') returning id into probe;
  perform set_config('realtime.topic', asked_topic, true);
  perform demo.act_as(claims);
  may := exists (select from realtime.messages where id = probe);
  perform set_config('role', 'none', true);
  delete from realtime.messages where id = probe;
  return may;
end
$$;
revoke execute on function realtime.may_listen(jsonb, text) from public;

-- The demo server's own settings: its secrets, and which migrations have run -----------------------------------------

create table if not exists demo.settings (name text primary key, value text not null);
create table if not exists demo.migrations (name text primary key, applied_at timestamptz not null default now());
