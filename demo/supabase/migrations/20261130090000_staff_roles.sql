-- Managers and other staff. Everybody on the staff works with the restaurant's orders; managers also decide who does.

-- Who was on the staff before this migration keeps every right, and gains none. The owner names the first manager:
-- add_staff() with the role `manager`.
alter table public.staff add column role text not null default 'staff' check (role in ('staff', 'manager'));

-- A policy on public.staff cannot query public.staff itself: PostgreSQL refuses the recursion.
create function private.manages(restaurant_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.staff
    where staff.user_id = (select auth.uid()) and staff.restaurant_id = manages.restaurant_id
      and staff.role = 'manager')
$$;
revoke execute on function private.manages(uuid) from public;
grant execute on function private.manages(uuid) to authenticated;

create policy "managers see their restaurant's staff" on public.staff
for select to authenticated
using ((select private.manages(restaurant_id)));

grant update (role), delete on public.staff to authenticated;
create policy "managers change roles in their restaurant" on public.staff
for update to authenticated
using ((select private.manages(restaurant_id)))
with check ((select private.manages(restaurant_id)));

create policy "managers remove their restaurant's staff" on public.staff
for delete to authenticated
using ((select private.manages(restaurant_id)));

-- For the owner, in the SQL editor: puts a user on the staff of a restaurant, or changes their role. The user must have
-- been invited. Managers cannot call it: it tells whether an e-mail address has an account.
create function public.add_staff(restaurant_id uuid, email text, role text default 'staff') returns void
language plpgsql security definer set search_path = '' as $$
declare
  found_user uuid := (
    select users.id from auth.users where lower(users.email) = lower(trim(add_staff.email))
    order by users.created_at limit 1);
begin
  if found_user is null then
    raise exception 'No user has the e-mail address %. Invite them first: Authentication, Users, Add user.', email
      using errcode = 'no_data_found';
  end if;
  insert into public.staff as members (user_id, restaurant_id, role)
  values (found_user, add_staff.restaurant_id, add_staff.role)
  on conflict on constraint staff_pkey do update set role = excluded.role;
end
$$;
revoke execute on function public.add_staff(uuid, text, text) from public, anon, authenticated;
grant execute on function public.add_staff(uuid, text, text) to service_role;
