-- What Supabase runs when it creates a project since 2026: new tables and functions are nobody's until they are granted
-- (supabase.com/changelog/45329). Older projects keep the default privileges of hosted-project.sql for what they have.
alter default privileges for role postgres in schema public
  revoke select, insert, update, delete on tables from anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  revoke usage, select on sequences from anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  revoke execute on functions from anon, authenticated, service_role;
