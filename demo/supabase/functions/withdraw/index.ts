import { hostedDatabase, needed, whenSetUp } from '../_shared/hosted-project.ts';
import { hostedMessageSecret } from '../_shared/notify/hosted-contacts.ts';
import { createWithdraw, defaultWithdrawLimits } from '../_shared/notify/withdraw.ts';

const setting = (name: string) => Deno.env.get(name);
// Below supabase.co, HTML is served as plain text.
const needsPage = /\.supabase\.co\/?$/.test(setting('SUPABASE_URL') ?? '');

const withdraw = whenSetUp('withdraw', () =>
  createWithdraw({
    database: hostedDatabase(setting),
    secret: hostedMessageSecret(setting),
    now: Date.now,
    limits: defaultWithdrawLimits,
    page: needsPage ? needed(setting, 'WITHDRAW_PAGE') : setting('WITHDRAW_PAGE')?.trim() || undefined,
  }),
);

Deno.serve((request) => withdraw(request));
