import { html, type TemplateResult } from 'lit';
import type { DemoConfig } from '../shared/demo-config.js';

export interface SignInView {
  readonly staff: DemoConfig['staff'];
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: string | undefined;
  readonly signIn: (email: string, password: string) => void;
}

/** The door to the kitchen. In the demo its account stands beside it, filled in. */
export function signInForm({ staff, busy, problem, signIn }: SignInView): TemplateResult {
  return html`
    <main class="sign-in">
      <h1>Kitchen</h1>
      <p class="quiet">For the staff of the restaurant.${staff ? ' In this demonstration that is you:' : ''}</p>
      <form
        class="panel"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (busy || !(event.currentTarget instanceof HTMLFormElement)) return;
          const fields = new FormData(event.currentTarget);
          signIn(String(fields.get('email')), String(fields.get('password')));
        }}
      >
        <label class="field">
          <span>E-mail</span>
          <input name="email" type="email" autocomplete="username" required value=${staff?.email ?? ''} />
        </label>
        <label class="field">
          <span>Password</span>
          <input name="password" type="password" autocomplete="current-password" required value=${staff?.password ?? ''} />
        </label>
        <p class="refusal" role="alert">${problem}</p>
        <button class="primary" type="submit" aria-disabled=${busy}>${busy ? 'Signing in…' : 'Sign in'}</button>
        ${staff && html`<p class="quiet">The demo account: <code>${staff.email}</code>, <code>${staff.password}</code></p>`}
      </form>
    </main>
  `;
}
