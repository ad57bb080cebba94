-- A stand-in for the notification policy, until its own migration is there: sends everything, but a push that does not matter
-- to a page that is visible, and that is all that it knows.
create type private.notification_verdict as (verdict text, reason text, wait_until timestamptz);
create function private.decide_notification(
  order_id uuid, kind text, matters boolean, version bigint, channel text, at timestamptz
) returns private.notification_verdict
language sql stable security definer set search_path = '' as $$
  select case
    when not matters and channel = 'push' and exists (
      select from private.page_views as views where views.order_id = decide_notification.order_id and views.is_visible)
      then row('withhold', 'the page is visible', null)::private.notification_verdict
    else row('send', 'there is no rule against it', null)::private.notification_verdict
  end
$$;
revoke execute on function private.decide_notification(uuid, text, boolean, bigint, text, timestamptz) from public;
