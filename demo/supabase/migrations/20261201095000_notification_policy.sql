-- The policy of notifications: whether a message is sent, and the reason in plain English for the log. The outbox asks it
-- before each delivery.

create type private.notification_verdict as (verdict text, reason text, wait_until timestamptz);

-- The rules. The first that holds decides. When each holds is in decide_notification, at its name.
create table private.notification_rules (
  name text primary key,
  position integer not null unique,
  verdict text not null check (verdict in ('send', 'withhold', 'wait')),
  -- With names of private.notification_facts in braces.
  reason text not null
);
insert into private.notification_rules (position, name, verdict, reason) values
  (10, 'seen', 'withhold', 'the page was seen {seen_ago} ago'),
  (20, 'page_is_open', 'wait', 'a page is open, and has {page_seconds} s to show it'),
  (30, 'quiet_hours', 'wait', 'quiet hours until {quiet_time}'),
  (40, 'push_limit', 'withhold', '{pushes_sent} of {most_pushes} pushes are used'),
  (50, 'push_kept', 'withhold', '{pushes_sent} of {most_pushes} pushes are used, the last is kept for ready'),
  (55, 'sms_limit', 'withhold', '{sms_alike} SMS of this kind were sent already'),
  (60, 'not_adaptive', 'send', 'this restaurant sends every message'),
  (70, 'guest_must_leave', 'send', 'the guest is {minutes_away} min away, and ready is expected in {minutes_to_ready} min'),
  (80, 'guest_is_there', 'withhold', 'the guest is {minutes_away} min from the shop'),
  (90, 'watcher', 'withhold', 'this guest looks unasked, {looks} times so far, and saw each change by that'),
  (100, 'short_wait', 'withhold', 'a wait of {wait_minutes} min is not long here, {long_wait_minutes} min would be'),
  (110, 'record', 'send', 'guests keep this one, seen or not'),
  (120, 'due', 'send', 'no page has shown it');

-- All that the rules read, about one message.
create type private.notification_facts as (
  kind text,
  channel text,
  -- News is of no use to a guest who has seen it. A confirmation and a summary are no news.
  is_news boolean,
  -- Ready or ended: nothing that was learnt can withhold it, and quiet hours do not.
  is_vital boolean,
  is_adaptive boolean,
  -- When a page last showed this version, or a later one.
  seen_at timestamptz,
  seen_ago text,
  -- Until when a visible page may still acknowledge. Null: no page is visible.
  page_until timestamptz,
  page_seconds integer,
  -- When the present quiet hours end, as a moment and as the restaurant's clock shows it. Null: they are not now.
  quiet_until timestamptz,
  quiet_time text,
  -- Pushes about anything else that this order has had.
  pushes_sent integer,
  most_pushes integer,
  -- Earlier news of the same kind, such as ready before it was undone, of which this order has had an SMS.
  sms_alike integer,
  -- Times that the guest came back unasked, and how many make a watcher here.
  looks integer,
  looks_needed integer,
  -- Whether a page showed each earlier change within two minutes, before any message about it.
  saw_all_alone boolean,
  -- Minutes from the guest to the shop. Null: not passed in the last ten minutes, or of no interest at a delivery.
  minutes_away integer,
  -- Minutes until the middle of the window, and from the order's beginning to it. Null: there is no window.
  minutes_to_ready integer,
  wait_minutes integer,
  long_wait_minutes integer
);

create function private.decide_notification(
  order_id uuid, kind text, matters boolean, version bigint, channel text, at timestamptz
) returns private.notification_verdict
language plpgsql security definer set search_path = '' as $$
declare
  facts private.notification_facts := private.notification_facts_of(order_id, kind, version, channel, at);
  rule private.notification_rules;
  reason text;
  fact record;
begin
  select rules.* into rule from private.notification_rules as rules
  where case rules.name
    when 'seen' then facts.is_adaptive and facts.is_news and facts.seen_at is not null
    when 'page_is_open' then facts.is_adaptive and facts.is_news and facts.page_until > at
    when 'quiet_hours' then facts.quiet_until is not null and not facts.is_vital
    when 'push_limit' then facts.channel = 'push' and facts.pushes_sent >= facts.most_pushes
    -- So that ready always has a push left.
    when 'push_kept' then facts.channel = 'push' and facts.pushes_sent + 1 >= facts.most_pushes
      and not facts.is_vital
    -- Undone and ready again, over and over: each time would cost an SMS. The kitchen's answers say something else each time.
    when 'sms_limit' then facts.channel = 'sms' and facts.sms_alike >= 2 and facts.kind <> 'answer'
    when 'not_adaptive' then not facts.is_adaptive
    when 'guest_must_leave' then facts.kind = 'preparing' and facts.minutes_away >= facts.minutes_to_ready
      and facts.minutes_away > 2
    when 'guest_is_there' then facts.kind = 'preparing' and facts.minutes_away <= 2
    -- Whatever the outbox says that matters is never withheld by these two.
    when 'watcher' then facts.kind in ('preparing', 'out_for_delivery') and not matters
      and facts.saw_all_alone and facts.looks >= facts.looks_needed
    when 'short_wait' then facts.kind = 'preparing' and not matters and facts.wait_minutes < facts.long_wait_minutes
    when 'record' then not facts.is_news
    when 'due' then true
  end
  order by rules.position limit 1;

  -- A table without its last rule sends as well.
  reason := coalesce(rule.reason, 'no rule withholds it');
  for fact in select * from jsonb_each_text(to_jsonb(facts)) loop
    reason := replace(reason, '{' || fact.key || '}', coalesce(fact.value, '?'));
  end loop;
  return row(
    coalesce(rule.verdict, 'send'),
    reason,
    case rule.name when 'page_is_open' then facts.page_until when 'quiet_hours' then facts.quiet_until end
  )::private.notification_verdict;
end
$$;

create function private.notification_facts_of(order_id uuid, kind text, version bigint, channel text, at timestamptz)
returns private.notification_facts
language plpgsql security definer set search_path = '' as $$
declare
  about public.orders;
  settings public.notification_settings;
  facts private.notification_facts;
  raised_at timestamptz := coalesce(private.notification_raised_at(order_id, kind, version), at);
  began_at timestamptz;
  ready_at timestamptz;
begin
  select * into strict about from public.orders where orders.id = notification_facts_of.order_id;
  settings := private.notification_settings_of(about.restaurant_id);
  facts.kind := kind;
  facts.channel := channel;
  facts.is_news := kind not in ('placed', 'summary');
  facts.is_vital := kind in ('ready', 'ended');
  facts.is_adaptive := settings.is_adaptive;
  facts.page_seconds := settings.page_seconds;
  facts.most_pushes := settings.most_pushes;

  -- That nobody has answered, and what the kitchen answers, can come without a new version: a page must have been seen
  -- since.
  select max(views.seen_at) filter (where views.seen_version >= notification_facts_of.version
      and (kind not in ('unanswered', 'answer') or views.seen_at >= raised_at)),
    case when bool_or(views.is_visible) then raised_at + make_interval(secs => settings.page_seconds) end,
    sum(views.looks)
  into facts.seen_at, facts.page_until, facts.looks
  from private.page_views as views where views.order_id = about.id;
  facts.seen_ago := private.in_words(at - facts.seen_at);

  facts.quiet_until := private.quiet_until(settings, at);
  facts.quiet_time := to_char(private.restaurant_time(settings, facts.quiet_until), 'HH24:MI');

  select count(distinct (messages.kind, messages.version)) filter (where messages.channel = 'push'),
    count(distinct messages.version) filter (where messages.channel = 'sms' and messages.kind = facts.kind)
  into facts.pushes_sent, facts.sms_alike
  from private.messages_sent(about.id) as messages
  where (messages.kind, messages.version) is distinct from (facts.kind, notification_facts_of.version);

  select thresholds.looks_needed, thresholds.long_wait_minutes into facts.looks_needed, facts.long_wait_minutes
  from public.notification_thresholds as thresholds where thresholds.restaurant_id = about.restaurant_id;

  select bool_and(coalesce(changes.seen_at <= changes.changed_at + interval '2 minutes' and not exists (
      select from private.messages_sent(about.id) as messages
      where messages.version = changes.version and messages.sent_at <= changes.seen_at), false))
      filter (where changes.version < notification_facts_of.version),
    min(changes.changed_at) filter (where changes.status <> 'scheduled')
  into facts.saw_all_alone, began_at
  from private.order_changes as changes where changes.order_id = about.id;

  if about.fulfilment <> 'delivery' then
    select views.minutes_away into facts.minutes_away from private.page_views as views
    where views.order_id = about.id and views.minutes_away_at > at - interval '10 minutes'
    order by views.minutes_away_at desc limit 1;
  end if;

  ready_at := coalesce(about.estimated_ready_from, about.estimated_ready_to)
    + coalesce(about.estimated_ready_to - about.estimated_ready_from, '0') / 2;
  facts.minutes_to_ready := private.whole_minutes(ready_at - at);
  -- A window that has passed: the wait is at least as long as it was so far.
  facts.wait_minutes := case when ready_at is not null
    then private.whole_minutes(greatest(ready_at, at) - coalesce(began_at, about.placed_at)) end;
  return facts;
end
$$;

-- When the outbox made the notification, or else when the order reached that version.
create function private.notification_raised_at(order_id uuid, kind text, version bigint) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  raised_at timestamptz;
begin
  if to_regclass('private.notifications') is not null then
    select min(notifications.created_at) into raised_at from private.notifications
    where notifications.order_id = notification_raised_at.order_id
      and notifications.kind = notification_raised_at.kind and notifications.version = notification_raised_at.version;
  end if;
  return coalesce(raised_at, (
    select changes.changed_at from private.order_changes as changes
    where changes.order_id = notification_raised_at.order_id and changes.version = notification_raised_at.version));
end
$$;

-- The moment as a clock on the restaurant's wall shows it.
create function private.restaurant_time(settings public.notification_settings, moment timestamptz) returns timestamp
language sql stable set search_path = '' as $$
  select moment at time zone settings.time_zone
$$;

-- When the quiet hours end that are now; null outside them. They may go over midnight. Equal ends are none.
create function private.quiet_until(settings public.notification_settings, moment timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  local timestamp := private.restaurant_time(settings, moment);
  is_quiet boolean := case
    when settings.quiet_from < settings.quiet_to
      then local::time >= settings.quiet_from and local::time < settings.quiet_to
    when settings.quiet_from > settings.quiet_to
      then local::time >= settings.quiet_from or local::time < settings.quiet_to
    else false
  end;
  end_day date := local::date + case when local::time >= settings.quiet_to then 1 else 0 end;
begin
  return case when is_quiet then (end_day + settings.quiet_to) at time zone settings.time_zone end;
end
$$;

-- Null stays null, which is no wait of nothing.
create function private.whole_minutes(duration interval) returns integer
language sql immutable set search_path = '' as $$
  select case when duration is not null then greatest(0, round(extract(epoch from duration) / 60)) end::integer
$$;

create function private.in_words(duration interval) returns text language sql immutable set search_path = '' as $$
  select case
    when duration < interval '2 minutes' then greatest(0, round(extract(epoch from duration))) || ' s'
    else round(extract(epoch from duration) / 60) || ' min'
  end
$$;

-- A time zone that PostgreSQL does not know would stop every message of the restaurant. One without a name, such as +05:30,
-- it takes for hours west of Greenwich: quiet hours would be at noon.
create function private.check_time_zone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.time_zone !~ '^(UTC|GMT|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$' then
    raise invalid_parameter_value;
  end if;
  perform now() at time zone new.time_zone;
  return new;
exception when invalid_parameter_value then
  raise exception 'The time zone % is not known. Write a name such as Europe/Berlin.', new.time_zone
    using errcode = 'check_violation';
end
$$;
create trigger check_time_zone before insert or update of time_zone on public.notification_settings
for each row execute function private.check_time_zone();

revoke all on private.notification_rules from public;
revoke execute on function
  private.decide_notification(uuid, text, boolean, bigint, text, timestamptz),
  private.notification_facts_of(uuid, text, bigint, text, timestamptz),
  private.notification_raised_at(uuid, text, bigint),
  private.restaurant_time(public.notification_settings, timestamptz),
  private.quiet_until(public.notification_settings, timestamptz),
  private.whole_minutes(interval),
  private.in_words(interval),
  private.check_time_zone()
from public;
