-- Lets a hosted project send its messages by the Edge Function `outbox`: at once when there is something to send, and for
-- what becomes due later. Needs the extensions pg_cron and pg_net, and two secrets of the Vault:
--
--   select vault.create_secret('https://<project>.supabase.co', 'project_url');
--   select vault.create_secret('<the same as OUTBOX_SECRET of the function>', 'outbox_secret');
--
-- Safe to repeat. To end it: select cron.unschedule('outbox'); drop trigger call_outbox on private.notifications;

create extension if not exists pg_cron;
create extension if not exists pg_net;

-- pg_net sends the request once the transaction has committed.
create or replace function private.call_outbox() returns void
language plpgsql security definer set search_path = '' as $$
declare
  url text := (select decrypted_secret from vault.decrypted_secrets where name = 'project_url');
  secret text := (select decrypted_secret from vault.decrypted_secrets where name = 'outbox_secret');
begin
  -- An order is never refused because its messages are not set up.
  if url is null or secret is null then
    raise warning 'The outbox is not called: the Vault lacks project_url or outbox_secret.';
    return;
  end if;
  perform net.http_post(
    url => url || '/functions/v1/outbox', body => '{}'::jsonb,
    headers => jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || secret));
end
$$;

create or replace function private.call_outbox_after_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from written where state = 'open') then
    perform private.call_outbox();
  end if;
  return null;
end
$$;
drop trigger if exists call_outbox on private.notifications;
create trigger call_outbox after insert on private.notifications
referencing new table as written for each statement execute function private.call_outbox_after_change();

-- Every five seconds: the ladder goes on in the database itself, so that staff are told in time even if no function runs. The
-- function is called only if there is a message for it, or a lease that nobody has given back.
create or replace function private.turn_outbox() returns void
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
begin
  perform private.raise_by_clock(at);
  perform private.sweep_leases(at);
  perform private.advance_notifications(at);
  perform private.advance_staff_messages(at);
  if private.next_due_at() <= at then
    perform private.call_outbox();
  end if;
end
$$;
revoke execute on function private.call_outbox(), private.call_outbox_after_change(), private.turn_outbox() from public;

select cron.schedule('outbox', '5 seconds', 'select private.turn_outbox()');
-- What is left of ended orders, once an hour; and the notes of pg_cron about a job that runs every five seconds.
select cron.schedule('outbox clean', '7 * * * *', $$
  select public.clean_notifications();
  delete from cron.job_run_details where end_time < now() - interval '1 hour';
$$);
