import type { SupabaseClient } from '@supabase/supabase-js';
import { html, render, type TemplateResult } from 'lit';
import { problemOf, type RestaurantSettings, settingsColumns, settingsIn } from './restaurant-settings.js';

const rules: readonly (readonly [RestaurantSettings['unanswered_rule'], string])[] = [
  ['alert', 'Go on alerting the kitchen'],
  ['call', 'Also send a message to my telephone'],
  ['reject', 'Reject the order, and tell the guest why'],
];

const channels = [
  ['push', 'Push messages'],
  ['sms', 'SMS'],
  ['email', 'E-mail'],
] as const;

/** Lets a manager change how the restaurant answers and notifies. Resolves once the dialog is closed. */
export async function changeSettings(client: SupabaseClient, restaurantId: string): Promise<void> {
  const dialog = document.createElement('dialog');
  dialog.className = 'cancel-dialog settings-dialog';
  dialog.setAttribute('aria-labelledby', 'settings-heading');
  const { data, error } = await client
    .from('notification_settings')
    .select(settingsColumns)
    .eq('restaurant_id', restaurantId)
    .maybeSingle()
    .overrideTypes<RestaurantSettings, { merge: false }>();

  async function save(form: HTMLFormElement): Promise<void> {
    const settings = settingsIn(new FormData(form));
    if (typeof settings === 'string') return show(settings);
    const { error: refused } = await client
      .from('notification_settings')
      .upsert({ restaurant_id: restaurantId, ...settings }, { onConflict: 'restaurant_id' });
    if (refused) show(problemOf(refused));
    else dialog.close();
  }

  function show(problem?: string): void {
    render(
      form(
        data ?? undefined,
        problem,
        (element) => void save(element),
        () => dialog.close(),
      ),
      dialog,
    );
  }

  show(error ? problemOf(error) : undefined);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(undefined);
    });
  });
}

function form(
  settings: RestaurantSettings | undefined,
  problem: string | undefined,
  save: (form: HTMLFormElement) => void,
  close: () => void,
): TemplateResult {
  return html`
    <form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLFormElement) save(event.currentTarget);
      }}
    >
      <h2 id="settings-heading">How we answer</h2>
      <fieldset>
        <legend>New orders</legend>
        ${number('accept_minutes', 'We accept an order within so many minutes (empty: guests see no deadline)', settings?.accept_minutes ?? '')}
        <label class="field">
          <span>If nobody answers</span>
          <select name="unanswered_rule">
            ${rules.map(
              ([rule, words]) =>
                html`<option value=${rule} ?selected=${settings?.unanswered_rule === rule}>${words}</option>`,
            )}
          </select>
        </label>
        ${number('unanswered_minutes', 'so many minutes after the deadline', settings?.unanswered_minutes ?? 5)}
        ${text('unanswered_reason', 'What the guest of a rejected order reads', settings?.unanswered_reason ?? 'The restaurant did not answer in time.')}
        ${text('owner_phone', 'My telephone, such as +4915112345678', settings?.owner_phone ?? '', 'tel')}
      </fieldset>
      <fieldset>
        <legend>Questions of guests</legend>
        <label class="field">
          <span>Our own answers, one a line, six at most</span>
          <textarea name="kitchen_answers" rows="3">${(settings?.kitchen_answers ?? []).join('\n')}</textarea>
        </label>
      </fieldset>
      <fieldset>
        <legend>Messages to guests</legend>
        ${channels.map(
          ([channel, words]) => html`
            <label class="choice">
              <input type="checkbox" name="channels" value=${channel} ?checked=${settings?.channels.includes(channel) ?? true} />
              ${words}
            </label>
          `,
        )}
        ${text('quiet_from', 'Quiet from', settings?.quiet_from?.slice(0, 5) ?? '', 'time')}
        ${text('quiet_to', 'until (only news of a ready or failed order then)', settings?.quiet_to?.slice(0, 5) ?? '', 'time')}
        ${text('time_zone', 'Time zone, such as Europe/Berlin', settings?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)}
        ${number('retention_days', 'Days for which the log of messages is kept', settings?.retention_days ?? 0)}
      </fieldset>
      <p class="field-error" role="alert">${problem}</p>
      <div class="dialog-actions">
        <button type="button" @click=${close}>Cancel</button>
        <button type="submit" class="primary">Save</button>
      </div>
    </form>
  `;
}

function text(name: string, label: string, value: string, type = 'text'): TemplateResult {
  return html`<label class="field"><span>${label}</span><input name=${name} type=${type} value=${value} autocomplete="off" /></label>`;
}

function number(name: string, label: string, value: number | string): TemplateResult {
  return html`<label class="field"><span>${label}</span><input name=${name} inputmode="numeric" value=${value} autocomplete="off" /></label>`;
}
