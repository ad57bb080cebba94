-- The demo's restaurant. The demo server creates its staff account. On a hosted project, invite a user and insert their
-- id into public.staff.
insert into public.restaurants (id, name, currency)
values ('5a1e0000-7ab1-4e00-8000-000000000001', 'Trattoria Aurora', 'EUR')
on conflict (id) do nothing;
