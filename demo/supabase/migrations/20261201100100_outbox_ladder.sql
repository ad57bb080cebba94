-- The ladder: page, push, SMS, e-mail, staff. Each step begins only if the one before was not acknowledged in its time. A
-- notification that does not matter has one step.

-- The policy's verdict. If the policy fails, the guest is told: a mistake in a rule must not cost a message that matters.
create function private.verdict_on(notification private.notifications, channel text, at timestamptz)
returns private.notification_verdict
language plpgsql security definer set search_path = '' as $$
begin
  return private.decide_notification(
    notification.order_id, notification.kind, notification.matters, notification.version, verdict_on.channel,
    verdict_on.at);
exception when others then
  return row(
    case when notification.matters then 'send' else 'withhold' end, 'the policy failed with ' || sqlstate, null
  )::private.notification_verdict;
end
$$;

-- How many pushes the recipient of one order may have begun before this one. The last one is kept for the end of the wait.
create function private.most_pushes(notification private.notifications) returns integer
language sql stable security definer set search_path = '' as $$
  select (private.notification_settings_of(notification.restaurant_id)).most_pushes
    - case when notification.kind in ('ready', 'ended') then 0 else 1 end
$$;

create function private.pushes_begun(recipient_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from private.deliveries as deliveries
  where deliveries.recipient_id = pushes_begun.recipient_id and deliveries.channel = 'push' and (
    deliveries.state in ('accepted', 'delivered', 'maybe')
    or (deliveries.state = 'claimed' and private.is_being_sent(deliveries.id)))
$$;

-- To whom the step would send. A table shares an order: all who asked to be told on this channel.
create function private.recipients_on(notification private.notifications, channel text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select recipients.id from private.recipients as recipients
  where recipients.order_id = notification.order_id and recipients.channel = recipients_on.channel
    and recipients.stopped is null
    and recipients.channel = any ((private.notification_settings_of(notification.restaurant_id)).channels)
    and exists (select from private.sending_channels as known where known.channel = recipients_on.channel)
    and not exists (
      select from private.deliveries as deliveries join private.notifications as told on told.id = deliveries.notification_id
      where deliveries.recipient_id = recipients.id and told.order_id = notification.order_id
        and (told.id = notification.id
          -- Every address gets one confirmation.
          or (notification.kind = 'placed' and told.kind = 'placed' and deliveries.state <> 'withheld')))
    and (recipients_on.channel <> 'push'
      or private.pushes_begun(recipients.id) < private.most_pushes(notification))
$$;

-- Begins the step, if it has anybody to send to and the policy agrees. Returns 'begun', 'skipped' or 'waits'.
create function private.begin_rung(notification private.notifications, channel text, at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  settings public.notification_settings := private.notification_settings_of(notification.restaurant_id);
  verdict private.notification_verdict;
  found_recipients uuid[] := array(select private.recipients_on(notification, begin_rung.channel));
  ends timestamptz;
begin
  if cardinality(found_recipients) = 0 then return 'skipped'; end if;
  verdict := private.verdict_on(notification, begin_rung.channel, begin_rung.at);
  if verdict.verdict = 'wait' and verdict.wait_until > begin_rung.at then
    update private.notifications as waiting set
      next_at = least(
        verdict.wait_until, waiting.expires_at,
        case when waiting.matters and waiting.alerted_at is null then waiting.staff_at end)
    where waiting.id = notification.id;
    perform private.log_notification(notification, 'waits', begin_rung.channel || ': ' || verdict.reason, begin_rung.at);
    return 'waits';
  end if;
  if verdict.verdict = 'withhold' then
    perform private.log_notification(notification, 'withheld', begin_rung.channel || ': ' || verdict.reason, begin_rung.at);
    return 'skipped';
  end if;
  perform private.withhold_deliveries(notification.id, 'the ladder went on to ' || begin_rung.channel, begin_rung.channel);
  insert into private.deliveries (notification_id, recipient_id, channel, due_at)
  select notification.id, recipient, begin_rung.channel, begin_rung.at from unnest(found_recipients) as recipient
  on conflict do nothing;
  ends := begin_rung.at + interval '1 second' * case begin_rung.channel
    when 'push' then settings.push_seconds
    when 'sms' then settings.sms_seconds
    else settings.email_seconds
  end;
  update private.notifications as begun set rung = begin_rung.channel, rung_until = ends
  where begun.id = notification.id;
  perform private.log_notification(
    notification, 'sends', begin_rung.channel || ': ' || coalesce(verdict.reason, 'no reason given'), begin_rung.at);
  return 'begun';
end
$$;

-- Tells the staff, on the kitchen page, that this guest was not reached.
create function private.alert_staff(notification private.notifications, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.notifications as alerted set alerted_at = alert_staff.at
  where alerted.id = notification.id and alerted.alerted_at is null;
  if not found then return; end if;
  insert into public.staff_alerts (restaurant_id, order_id, kind, detail, raised_at)
  select notification.restaurant_id, notification.order_id, 'not_reached', jsonb_build_object(
    'about', notification.kind, 'notification', notification.id, 'tried', coalesce((
      select jsonb_agg(distinct deliveries.channel) from private.deliveries as deliveries
      where deliveries.notification_id = notification.id and deliveries.attempts > 0), '[]')), alert_staff.at;
  -- That the order is unanswered, staff have been told.
  if notification.kind <> 'unanswered' then
    perform private.raise_staff_message(
      notification.restaurant_id, notification.order_id, 'not_reached', jsonb_build_object('about', notification.kind));
  end if;
  if notification.kind = 'delayed' then
    -- The next delay counts from here: staff know of this one.
    perform private.note_told_window(notification.order_id);
  end if;
  perform private.log_notification(
    notification, 'alerts', 'staff are told: nobody has acknowledged it', alert_staff.at);
end
$$;

-- Takes the next steps that are due, of a notification that is locked.
create function private.advance_notification(notification_id uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  notification private.notifications;
  order_status text;
begin
  select * into notification from private.notifications as known
  where known.id = advance_notification.notification_id and known.state = 'open';
  if not found then return; end if;
  select orders.status into order_status from public.orders where orders.id = notification.order_id;
  if not private.still_holds(notification.kind, order_status) then
    perform private.close_notification(
      notification.id, 'moved_on', null, 'the order is ' || replace(order_status, '_', ' ') || ' by now',
      advance_notification.at);
  elsif notification.matters then
    perform private.advance_ladder(notification, advance_notification.at);
  else
    perform private.advance_single(notification, advance_notification.at);
  end if;
end
$$;

-- What does not matter: one message on the channel that fits and costs least.
create function private.advance_single(notification private.notifications, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  channel text := case when notification.kind in ('placed', 'summary') then 'email' else 'push' end;
  begun text;
begin
  if notification.rung is null and advance_single.at < notification.expires_at then
    begun := private.begin_rung(notification, channel, advance_single.at);
    if begun = 'waits' then return; end if;
  end if;
  if advance_single.at < notification.expires_at and exists (
    select from private.deliveries as deliveries
    where deliveries.notification_id = notification.id and deliveries.state in ('due', 'claimed'))
  then
    update private.notifications as waiting set next_at = waiting.expires_at where waiting.id = notification.id;
  elsif exists (
    select from private.deliveries as deliveries
    where deliveries.notification_id = notification.id and deliveries.state in ('accepted', 'delivered', 'maybe'))
  then
    perform private.close_notification(notification.id, 'done', null, 'sent by ' || channel, advance_single.at);
  else
    perform private.close_notification(
      notification.id, 'done', null, 'not sent: it does not matter enough for another channel', advance_single.at);
  end if;
end
$$;

create function private.advance_ladder(notification private.notifications, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  rungs text[] := array['page', 'push', 'sms', 'email'];
  next_rung text;
  begun text;
  ends timestamptz;
begin
  if advance_ladder.at >= notification.staff_at then
    -- Not about a guest who has withdrawn meanwhile, and does not look: nor is a long step waited for.
    if notification.alerted_at is null and not private.expects_news(notification.order_id) then
      perform private.close_notification(
        notification.id, 'done', null, 'the guest has withdrawn every channel', advance_ladder.at);
      return;
    end if;
    perform private.alert_staff(notification, advance_ladder.at);
    notification.alerted_at := advance_ladder.at;
  end if;

  -- Someone may still acknowledge this step.
  if advance_ladder.at < notification.rung_until and (notification.rung = 'page' or exists (
    select from private.deliveries as deliveries
    where deliveries.notification_id = notification.id and deliveries.channel = notification.rung
      and deliveries.state in ('due', 'claimed', 'accepted', 'delivered', 'maybe')))
  then
    perform private.wait_on_rung(notification.id);
    return;
  end if;

  -- The page has heard of the change when it was committed.
  ends := notification.created_at
    + (private.notification_settings_of(notification.restaurant_id)).page_seconds * interval '1 second';
  if notification.rung is null and advance_ladder.at < ends and exists (
    select from private.page_views as views where views.order_id = notification.order_id and views.is_visible)
  then
    update private.notifications as begun set rung = 'page', rung_until = ends where begun.id = notification.id;
    perform private.wait_on_rung(notification.id);
    perform private.log_notification(notification, 'waits', 'page: it is visible, and may show it', advance_ladder.at);
    return;
  end if;

  if advance_ladder.at < notification.expires_at then
    foreach next_rung in array rungs[2 + coalesce(array_position(rungs, notification.rung) - 1, 0):] loop
      begun := private.begin_rung(notification, next_rung, advance_ladder.at);
      if begun = 'begun' then perform private.wait_on_rung(notification.id); end if;
      if begun <> 'skipped' then return; end if;
    end loop;
  end if;

  -- Nothing is left to try. What a vendor has put off is tried until staff are told, and until then a page may come back.
  if notification.alerted_at is null and advance_ladder.at < notification.staff_at and (
    not exists (
      select from private.deliveries as deliveries
      where deliveries.notification_id = notification.id and deliveries.attempts > 0)
    or exists (
      select from private.deliveries as deliveries
      where deliveries.notification_id = notification.id and deliveries.state in ('due', 'claimed')))
  then
    update private.notifications as waiting set next_at = waiting.staff_at, rung_until = waiting.staff_at
    where waiting.id = notification.id;
  elsif private.expects_news(notification.order_id) or notification.alerted_at is not null then
    perform private.alert_staff(notification, advance_ladder.at);
    perform private.close_notification(
      notification.id, 'escalated', null, 'nothing is left to try', advance_ladder.at);
  else
    perform private.close_notification(
      notification.id, 'done', null, 'the guest has withdrawn every channel', advance_ladder.at);
  end if;
end
$$;

-- Looks at it again when the step's time is over, or when staff have to be told.
create function private.wait_on_rung(notification_id uuid) returns void
language sql security definer set search_path = '' as $$
  update private.notifications as waiting set
    next_at = least(waiting.rung_until, case when waiting.alerted_at is null then waiting.staff_at end)
  where waiting.id = wait_on_rung.notification_id
$$;

-- All that is due, for some seconds: a call must end within the statement timeout of a hosted project, and the next one goes
-- on. One notification that cannot be advanced does not hold up the others, and its staff are told in time.
create function private.advance_notifications(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due private.notifications;
  began timestamptz := clock_timestamp();
begin
  for due in
    select * from private.notifications as notifications
    where notifications.state = 'open' and notifications.next_at <= advance_notifications.at
    order by notifications.matters desc, notifications.next_at
    limit 500
    for update skip locked
  loop
    begin
      perform private.advance_notification(due.id, advance_notifications.at);
    exception when others then
      perform private.log_notification(due, 'failed', 'the ladder failed with ' || sqlstate, advance_notifications.at);
      if due.matters and advance_notifications.at >= due.staff_at then
        perform private.alert_staff(due, advance_notifications.at);
      end if;
      update private.notifications as failed set next_at = advance_notifications.at + interval '5 seconds'
      where failed.id = due.id;
    end;
    exit when clock_timestamp() > began + interval '3 seconds';
  end loop;
end
$$;
