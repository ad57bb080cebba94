-- Publishes the tables of the kit for `postgres_changes`. Only for pages with supabase-channel="changes" and for kitchen
-- screens that follow the tables; private broadcast, the usual way, does not need it. Safe to repeat.
--
-- Whoever has the publishable key, which every page shows, can then count the changes and hears the ids of deleted rows.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['orders', 'order_items', 'order_messages'] loop
    if not exists (
      select from pg_catalog.pg_publication_tables
      where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = wanted
    ) then
      execute format('alter publication supabase_realtime add table public.%I', wanted);
    end if;
  end loop;
end
$$;
