import { html, nothing, type TemplateResult } from 'lit';
import { advancedNumbers, type RestaurantSettings } from './restaurant-settings.js';
import { choice, number, radio, select, text } from './settings-fields.js';

export interface SettingsFormView {
  /** Those that the manager may change; a choice is shown where there are several. */
  readonly restaurants: readonly { readonly id: string; readonly name: string }[];
  readonly restaurantId: string;
  /** `undefined`: none were saved yet, and the defaults are shown. */
  readonly settings: RestaurantSettings | undefined;
  readonly problem: string | undefined;
  /** False if the settings could not be read: saving would replace them with the defaults. */
  readonly isRead: boolean;
  readonly choose: (restaurantId: string) => void;
  readonly save: (form: HTMLFormElement) => void;
  readonly close: () => void;
}

const rules: readonly (readonly [RestaurantSettings['unanswered_rule'], string])[] = [
  ['alert', 'Keep alerting the kitchen'],
  ['call', 'Also send an SMS to my phone'],
  ['reject', 'Reject the order, and tell the guest why'],
];

const channels = [
  ['push', 'Notifications'],
  ['sms', 'SMS'],
  ['email', 'E-mail'],
] as const;

/** In these languages staff read their messages: those of the kit. */
const languages =
  'en ar cs da de el es fi fr he hi hu id it ja ko nb nl pl pt-BR pt-PT ro sv th tr uk vi zh-Hans zh-Hant'.split(' ');

/** How the restaurant answers and notifies, as a form. */
export function settingsForm(view: SettingsFormView): TemplateResult {
  const { settings } = view;
  return html`
    <form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLFormElement) view.save(event.currentTarget);
      }}
    >
      <h2 id="settings-heading">Settings</h2>
      ${
        view.restaurants.length > 1
          ? select(
              'restaurant',
              'Restaurant',
              view.restaurantId,
              view.restaurants.map(({ id, name }) => [id, name] as const),
              view.choose,
            )
          : nothing
      }
      ${newOrders(settings)}
      <fieldset>
        <legend>Questions from guests</legend>
        <label class="field">
          <span>Your own answers</span>
          <textarea
            name="kitchen_answers"
            rows="3"
            aria-describedby="hint-kitchen_answers"
            .value=${(settings?.kitchen_answers ?? []).join('\n')}
          ></textarea>
        </label>
        <p class="field-hint" id="hint-kitchen_answers">One a line, six at most. The kitchen sends one with a press.</p>
      </fieldset>
      ${guestMessages(settings)}
      <details>
        <summary>Advanced</summary>
        <fieldset>
          <legend>How guests are reached, step by step</legend>
          ${choice('is_adaptive', 'Leave out messages that a guest surely does not need', settings?.is_adaptive ?? true)}
          ${advancedNumbers.map(({ name, label, usual }) => number(name, label, settings?.[name] ?? usual))}
          ${number('most_cost', 'The most that the messages of one order may cost', (settings?.most_cost_thousandths ?? 500) / 1000, { mode: 'decimal' })}
          ${text('tracking_page', 'Page of an order on your site', settings?.tracking_page ?? '', {
            type: 'url',
            hint: 'Such as https://your-site.example/order?id={id}. Empty: the page that the server was set up with.',
          })}
        </fieldset>
      </details>
      <p class="field-error" role="alert">${view.problem}</p>
      <div class="dialog-actions">
        <button type="button" @click=${view.close}>Cancel</button>
        <button type="submit" class="primary" ?disabled=${!view.isRead}>Save</button>
      </div>
    </form>
  `;
}

function newOrders(settings: RestaurantSettings | undefined): TemplateResult {
  const rule = settings?.unanswered_rule ?? 'alert';
  return html`
    <fieldset>
      <legend>New orders</legend>
      ${number('accept_minutes', 'Minutes to accept a new order', settings?.accept_minutes ?? '', {
        hint: 'Guests read this deadline, and the kitchen is alerted when it has passed. Empty: no deadline, no alerts.',
      })}
      <fieldset class="radios">
        <legend>If the deadline passes</legend>
        ${rules.map(([value, words]) => radio('unanswered_rule', words, value, value === rule))}
      </fieldset>
      ${number('unanswered_minutes', 'Minutes from the deadline to the SMS, or to the rejection', settings?.unanswered_minutes ?? 5)}
      ${text('unanswered_reason', 'Reason that the guest of a rejected order reads', settings?.unanswered_reason ?? 'The restaurant did not answer in time.', { lines: 2 })}
      ${text('owner_phone', 'My phone', settings?.owner_phone ?? '', { type: 'tel', hint: 'With the country first: +4915112345678.' })}
      ${select(
        'staff_language',
        'Language of messages to staff',
        settings?.staff_language ?? 'en',
        languages.map((tag) => [tag, nameOf(tag)] as const),
      )}
    </fieldset>
  `;
}

function guestMessages(settings: RestaurantSettings | undefined): TemplateResult {
  return html`
    <fieldset>
      <legend>Messages to guests</legend>
      ${channels.map(([channel, words]) => choice('channels', words, settings?.channels.includes(channel) ?? true, channel))}
      ${text('pickup_place', 'Where guests collect', settings?.pickup_place ?? '', {
        hint: 'For example: Counter at the back. It stands in the message that an order is ready.',
      })}
      <div class="field-pair">
        ${text('quiet_from', 'Quiet from', settings?.quiet_from?.slice(0, 5) ?? '', { type: 'time' })}
        ${text('quiet_to', 'Quiet until', settings?.quiet_to?.slice(0, 5) ?? '', { type: 'time' })}
      </div>
      <p class="field-hint">In quiet hours guests get only what cannot wait.</p>
      ${text('time_zone', 'Time zone', settings?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, {
        list: 'time-zones',
        hint: 'Such as Europe/Berlin.',
      })}
      <datalist id="time-zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
      ${number('delay_minutes', 'Minutes of delay of which guests are told', settings?.delay_minutes ?? 10)}
      ${number('retention_days', 'Days for which the log of messages is kept', settings?.retention_days ?? 0, {
        hint: '0: it is deleted when the order is over.',
      })}
    </fieldset>
  `;
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
}
