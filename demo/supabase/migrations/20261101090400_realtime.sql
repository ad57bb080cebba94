-- Live changes: broadcast to the private channel order:<id>, and postgres_changes on the tables.

-- Broadcasts only the columns that a guest's page needs. realtime.broadcast_changes would send every column and the
-- whole old row.
create function private.broadcast_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'id', new.id,
      'version', new.version,
      'epoch', new.epoch,
      'status', new.status,
      'status_source', new.status_source,
      'updated_at', new.updated_at,
      'estimated_ready_from', new.estimated_ready_from,
      'estimated_ready_to', new.estimated_ready_to,
      'delayed', new.delayed,
      'on_hold', new.on_hold
    ),
    'order', 'order:' || new.id, true
  );
  return null;
end
$$;
revoke execute on function private.broadcast_order() from public;
create trigger broadcast_order after insert or update on public.orders
for each row execute function private.broadcast_order();

alter publication supabase_realtime add table public.orders, public.order_items;

-- These policies say who may join order:<id>. There is no insert policy, so only the trigger above can send. A claim
-- that is not a uuid gives null here, and not the topic `order:`.
create policy "guests hear their order" on realtime.messages
for select to tracker
using (
  extension = 'broadcast'
  and (select realtime.topic()) = 'order:' || (select private.to_uuid(auth.jwt() ->> 'order_id'))
);

create policy "staff hear their restaurant's orders" on realtime.messages
for select to authenticated
using (
  extension = 'broadcast'
  and exists (
    select from public.orders
    where orders.id = (select private.to_uuid(substring(realtime.topic() from '^order:(.*)$')))
  )
);
