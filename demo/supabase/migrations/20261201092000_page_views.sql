-- What the guest's pages and service workers say of themselves: which version was drawn, and which push was shown.

-- What the outbox makes of a page that has shown a version to its guest, and of a push that was shown or clicked. The
-- outbox's migration replaces both.
create function private.page_was_seen(order_id uuid, version bigint) returns void
language sql volatile set search_path = '' as $$ select $$;
create function private.push_was_shown(message uuid, was_clicked boolean) returns void
language sql volatile set search_path = '' as $$ select $$;

-- A page of the guest says whether it is visible, and the version that it has drawn. Of one order 50 pages are known:
-- the one that was silent for longest makes room. A while after the end nothing is written, because the outbox has
-- deleted what there was of the order.
create function public.note_page_view(order_id uuid, page text, visible boolean, version bigint) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  newest bigint;
begin
  -- updated_at is of the real clock, in simulated evenings as well.
  select orders.version into newest from public.orders
  where orders.id = note_page_view.order_id
    and not (private.is_final(orders.status) and orders.updated_at < clock_timestamp() - interval '15 minutes');
  if not found then
    return;
  end if;
  -- No page has drawn what has not been committed.
  newest := case when note_page_view.visible then least(note_page_view.version, newest) end;
  insert into private.page_views as views (order_id, page, is_visible, seen_version, opened_at, seen_at)
  values (
    note_page_view.order_id, note_page_view.page, note_page_view.visible, newest, private.clock(), private.clock())
  on conflict (order_id, page) do update set
    is_visible = excluded.is_visible, seen_at = excluded.seen_at,
    seen_version = greatest(views.seen_version, excluded.seen_version);
  delete from private.page_views as views
  where views.order_id = note_page_view.order_id and views.page in (
    select older.page from private.page_views as older
    where older.order_id = note_page_view.order_id order by older.seen_at desc offset 50);
  if newest is not null then
    perform private.page_was_seen(note_page_view.order_id, newest);
  end if;
end
$$;

-- The service worker of the guest's browser has shown a push, or the guest has clicked it. The message's id is a secret
-- between the server and that browser.
create function public.note_push(message uuid, was_clicked boolean) returns void
language sql volatile security definer set search_path = '' as $$
  select private.push_was_shown(message, was_clicked)
$$;

revoke execute on function public.note_page_view(uuid, text, boolean, bigint), public.note_push(uuid, boolean)
from public, anon, authenticated;
revoke execute on function private.page_was_seen(uuid, bigint), private.push_was_shown(uuid, boolean) from public;
grant execute on function public.note_page_view(uuid, text, boolean, bigint), public.note_push(uuid, boolean) to service_role;
