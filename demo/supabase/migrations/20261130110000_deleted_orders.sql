-- An order that is deleted: its guests hear it on their private channel at once, as those who follow the table do, and not
-- with the next read a minute later. The tracker reads before it believes it.

create function private.broadcast_deleted_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('operation', 'DELETE', 'id', old.id), 'order', 'order:' || old.id, true
  );
  return null;
end
$$;
revoke execute on function private.broadcast_deleted_order() from public;
create trigger broadcast_deleted_order after delete on public.orders
for each row execute function private.broadcast_deleted_order();
