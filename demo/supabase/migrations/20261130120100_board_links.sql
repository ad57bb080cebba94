-- Makes the secret for a screen's link and returns it this once: only its hash is stored. For managers, and for the owner
-- in the SQL editor; revoke_board_links ends it.
create function public.create_board_link(restaurant_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  -- Two version 4 UUIDs are 244 bits of the operating system's secure random numbers.
  secret text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  if coalesce(auth.jwt() ->> 'role', 'service_role') <> 'service_role'
    and not private.manages(create_board_link.restaurant_id)
  then
    raise exception 'Only managers of the restaurant make links for screens.' using errcode = 'insufficient_privilege';
  end if;
  perform public.add_board_link(create_board_link.restaurant_id, encode(sha256(convert_to(secret, 'UTF8')), 'hex'));
  return secret;
end
$$;
revoke execute on function public.create_board_link(uuid) from public, anon, authenticated;
grant execute on function public.create_board_link(uuid) to authenticated, service_role;
