-- The publication `supabase_realtime` is for `postgres_changes` alone; broadcasts do not need it. It tells whoever has
-- the publishable key how often its tables change, and the ids of deleted rows (row level security does not apply to a
-- DELETE). So a new project publishes nothing; publish-changes.sql adds the tables where they are wanted.
--
-- A project that is in use, which has a restaurant, stays as it is: its pages may follow `postgres_changes`.
do $$
declare
  published text;
begin
  if exists (select from public.restaurants) then
    return;
  end if;
  for published in
    select tables.tablename from pg_catalog.pg_publication_tables as tables
    where tables.pubname = 'supabase_realtime' and tables.schemaname = 'public'
      and tables.tablename in ('orders', 'order_items', 'order_messages')
  loop
    execute format('alter publication supabase_realtime drop table public.%I', published);
  end loop;
end
$$;
