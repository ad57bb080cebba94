import type { SupabaseClient } from '@supabase/supabase-js';
import { html, nothing, type TemplateResult } from 'lit';
import type { KitchenOrder } from './kitchen-order.js';

/** What became of the last code that staff entered for an order. */
export interface PickupCheck {
  readonly isChecking: boolean;
  /** Why the order was not completed, for staff. */
  readonly problem?: string | undefined;
}

/** What `check_pickup_code` answers. */
type Answer = 'completed' | 'wrong' | 'limited' | 'not-ready' | 'unknown';

/** Checks the guest's code in the database. Resolves with the problem, or with nothing if the order is completed. */
export async function checkPickupCode(
  client: SupabaseClient,
  { id, number }: KitchenOrder,
  code: string,
): Promise<string | undefined> {
  const { data, error } = await client.rpc('check_pickup_code', { order_id: id, code });
  if (error) return 'The code could not be checked. Is this screen online?';
  const problems: Readonly<Record<Exclude<Answer, 'completed'>, string>> = {
    wrong: `${code} is not the code of order ${number}.`,
    limited: 'Five wrong codes. Try again in ten minutes, or ask for the order’s number and press Done.',
    'not-ready': `Order ${number} is not waiting to be collected.`,
    unknown: `There is no order ${number} any more.`,
  };
  const answer = data as Answer;
  return answer === 'completed' ? undefined : (problems[answer] ?? 'The server did not answer properly.');
}

/** The field for the code that the guest shows: the right one completes the order. */
export function pickupCheck(
  { id, number }: KitchenOrder,
  check: PickupCheck | undefined,
  submit: (code: string) => void,
): TemplateResult {
  const problemId = `code-problem-${id}`;
  return html`
    <form
      class="pickup-check"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = (event.currentTarget as HTMLFormElement).elements.namedItem('code');
        if (!(field instanceof HTMLInputElement) || check?.isChecking) return;
        submit(field.value.replaceAll(/\s/g, ''));
        field.select();
      }}
    >
      <input
        name="code"
        inputmode="numeric"
        autocomplete="off"
        pattern="\\s*\\d{4}\\s*"
        title="The four digits that the guest shows"
        required
        placeholder="Code"
        data-action="code"
        aria-label=${`The guest’s code for order ${number}`}
        aria-invalid=${check?.problem !== undefined}
        aria-describedby=${check?.problem ? problemId : nothing}
      />
      <button type="submit" data-action="check-code" aria-disabled=${check?.isChecking ?? false}>Check code</button>
      <p class="field-error" id=${problemId} role="alert">${check?.problem}</p>
    </form>
  `;
}
