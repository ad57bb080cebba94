-- The end of an order: its addresses go at once (private.forget_recipients), all that was noted about its messages after the
-- restaurant's `retention_days`.

-- Deletes what is left of an ended order, unless something is still open or being sent, staff have not looked after its last
-- alert (for two hours, as long as the guest's link works), or the restaurant keeps the log.
-- The ledger of consents goes with it. That an address has answered STOP is noted elsewhere, and stays: a keyed hash that
-- names no order.
create function private.forget_order(order_id uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  ended public.orders;
begin
  select * into ended from public.orders where orders.id = forget_order.order_id and private.is_final(orders.status);
  if not found then return; end if;
  perform private.forget_recipients(ended.id);
  if ended.updated_at + make_interval(
      days => (private.notification_settings_of(ended.restaurant_id)).retention_days) > forget_order.at
    or exists (
      select from private.notifications as notifications
      where notifications.order_id = ended.id and (
        notifications.state = 'open'
        or exists (
          select from private.deliveries as deliveries
          where deliveries.notification_id = notifications.id and deliveries.state = 'claimed')))
    or exists (
      select from public.staff_alerts as alerts
      where alerts.order_id = ended.id and alerts.handled_at is null
        and alerts.raised_at > forget_order.at - interval '2 hours')
  then
    return;
  end if;
  delete from public.staff_alerts as alerts where alerts.order_id = ended.id;
  delete from private.staff_messages as messages where messages.order_id = ended.id and not exists (
    select from private.staff_deliveries as deliveries
    where deliveries.message_id = messages.id and deliveries.state = 'claimed');
  delete from private.notification_log as log where log.order_id = ended.id;
  delete from private.notifications as notifications where notifications.order_id = ended.id;
  delete from private.page_views as views where views.order_id = ended.id;
  delete from private.told_windows as told where told.order_id = ended.id;
  delete from private.consents as consents where consents.order_id = ended.id;
end
$$;

-- For the worker and for a janitor: deletes what is left of ended orders. Safe to repeat. Returns how many orders it looked at.
create function public.clean_notifications() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  ended uuid;
  looked_at integer := 0;
begin
  for ended in
    select orders.id from public.orders
    where private.is_final(orders.status) and orders.id in (
      select notifications.order_id from private.notifications as notifications
      union select views.order_id from private.page_views as views
      union select log.order_id from private.notification_log as log
      union select told.order_id from private.told_windows as told
      union select recipients.order_id from private.recipients as recipients
      union select alerts.order_id from public.staff_alerts as alerts
      union select messages.order_id from private.staff_messages as messages
      union select consents.order_id from private.consents as consents)
  loop
    perform private.forget_order(ended, at);
    looked_at := looked_at + 1;
  end loop;
  -- Of orders that were deleted.
  delete from private.consents as consents where consents.order_id is null;
  delete from private.early_reports as reports where reports.received_at < at - interval '1 hour';
  return looked_at;
end
$$;

revoke execute on function
  public.claim_deliveries(text, integer, integer, jsonb),
  public.begin_delivery(uuid, uuid, integer, text, boolean, integer),
  public.finish_delivery(uuid, uuid, jsonb),
  public.report_delivery(text, text, text, text, integer),
  public.next_delivery_at(),
  public.clean_notifications()
from public, anon, authenticated;
grant execute on function
  public.claim_deliveries(text, integer, integer, jsonb),
  public.begin_delivery(uuid, uuid, integer, text, boolean, integer),
  public.finish_delivery(uuid, uuid, jsonb),
  public.report_delivery(text, text, text, text, integer),
  public.next_delivery_at(),
  public.clean_notifications()
to service_role;
revoke execute on all functions in schema private from public;
