import { createClient, isAuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js';
import { render } from 'lit';
import { showBoard } from './kitchen/kitchen-page.js';
import { signInForm } from './kitchen/sign-in.js';
import { type DemoConfig, loadDemoConfig } from './shared/demo-config.js';

const root = document.querySelector<HTMLElement>('#kitchen') ?? document.body;

/** Empties the page and returns a new element to render into. */
function freshPlace(): HTMLElement {
  const place = document.createElement('div');
  root.replaceChildren(place);
  return place;
}

function showSignIn(client: SupabaseClient, staff: DemoConfig['staff']): void {
  const place = freshPlace();

  function show(busy: boolean, problem?: string): void {
    render(signInForm({ staff, busy, problem, signIn: (email, password) => void signIn(email, password) }), place);
  }

  async function signIn(email: string, password: string): Promise<void> {
    show(true);
    const { error } = await client.auth.signInWithPassword({ email, password });
    if (!error) return;
    const isUnreachable = isAuthRetryableFetchError(error);
    show(
      false,
      isUnreachable ? 'The server cannot be reached. Please try again.' : `That did not work: ${error.message}.`,
    );
  }

  show(false);
}

async function start(): Promise<void> {
  const config = await loadDemoConfig();
  const client = createClient(config.supabase_url, config.supabase_key);
  /** The id of the signed-in user; `null` when signed out; `undefined` when not known yet. */
  let staffId: string | null | undefined;
  let leaveBoard: (() => void) | undefined;

  client.auth.onAuthStateChange((_event, session) => {
    const id = session?.user.id ?? null;
    // A renewed token does not change the user.
    if (id === staffId) return;
    staffId = id;
    // The client holds a lock during this callback, so its other methods are called after the callback has returned.
    queueMicrotask(() => {
      leaveBoard?.();
      leaveBoard = undefined;
      if (id === null) showSignIn(client, config.staff);
      else leaveBoard = showBoard(client, freshPlace(), config.push_public_key);
    });
  });
}

start().catch(() => {
  root.textContent = 'The kitchen cannot be reached. Please load this page again.';
});
