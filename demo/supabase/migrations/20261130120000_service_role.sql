-- What the restaurant's own server may do with the project's secret key (role service_role). Since 2026 a new project
-- grants nothing on new tables and functions by itself, so what older projects had is named here.
grant select, insert, update, delete on
  public.restaurants, public.staff, public.orders, public.order_items, public.order_events, public.order_messages,
  public.order_ratings, public.unmapped_words
to service_role;

grant execute on function
  public.order_snapshot(uuid),
  public.board_snapshot(uuid),
  public.postpone_order(uuid, integer),
  public.tell_kitchen(uuid, text),
  public.check_pickup_code(uuid, text),
  public.revoke_tracking_links(uuid),
  public.revoke_board_links(uuid)
to service_role;
