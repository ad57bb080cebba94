import { html, nothing, type TemplateResult } from 'lit';
import { advancedNumbers, type RestaurantSettings } from './restaurant-settings.js';

export interface SettingsFormView {
  /** Those that the manager may change; a choice is shown where there are several. */
  readonly restaurants: readonly { readonly id: string; readonly name: string }[];
  readonly restaurantId: string;
  /** Undefined: nobody has saved any yet. */
  readonly settings: RestaurantSettings | undefined;
  readonly problem: string | undefined;
  /** False if the settings could not be read: saving would replace them with the defaults. */
  readonly isRead: boolean;
  readonly choose: (restaurantId: string) => void;
  readonly save: (form: HTMLFormElement) => void;
  readonly close: () => void;
}

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
      <h2 id="settings-heading">How we answer</h2>
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
      <fieldset>
        <legend>New orders</legend>
        ${number('accept_minutes', 'We accept an order within so many minutes (empty: guests see no deadline)', settings?.accept_minutes ?? '')}
        ${select('unanswered_rule', 'If nobody answers', settings?.unanswered_rule ?? 'alert', rules)}
        ${number('unanswered_minutes', 'so many minutes after the deadline', settings?.unanswered_minutes ?? 5)}
        ${text('unanswered_reason', 'What the guest of a rejected order reads', settings?.unanswered_reason ?? 'The restaurant did not answer in time.')}
        ${text('owner_phone', 'My telephone, such as +4915112345678', settings?.owner_phone ?? '', 'tel')}
        ${select(
          'staff_language',
          'Language of messages to us',
          settings?.staff_language ?? 'en',
          languages.map((tag) => [tag, nameOf(tag)] as const),
        )}
      </fieldset>
      <fieldset>
        <legend>Questions of guests</legend>
        <label class="field">
          <span>Our own answers, one a line, six at most</span>
          <textarea name="kitchen_answers" rows="3" .value=${(settings?.kitchen_answers ?? []).join('\n')}></textarea>
        </label>
      </fieldset>
      <fieldset>
        <legend>Messages to guests</legend>
        ${channels.map(([channel, words]) => choice('channels', words, settings?.channels.includes(channel) ?? true, channel))}
        ${text('quiet_from', 'Quiet from', settings?.quiet_from?.slice(0, 5) ?? '', 'time')}
        ${text('quiet_to', 'until (then only what cannot wait)', settings?.quiet_to?.slice(0, 5) ?? '', 'time')}
        ${text('time_zone', 'Time zone, such as Europe/Berlin', settings?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, 'text', 'time-zones')}
        <datalist id="time-zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
        ${number('delay_minutes', 'Guests are told when their order is so many minutes later than they know', settings?.delay_minutes ?? 10)}
        ${number('retention_days', 'Days for which the log of messages is kept', settings?.retention_days ?? 0)}
      </fieldset>
      <details>
        <summary>Advanced</summary>
        <fieldset>
          <legend>How guests are reached, step by step</legend>
          ${choice('is_adaptive', 'Leave out messages that a guest surely does not need', settings?.is_adaptive ?? true)}
          ${advancedNumbers.map(({ name, label, usual }) => number(name, label, settings?.[name] ?? usual))}
          ${number('most_cost', 'The most that the messages of an order may cost', (settings?.most_cost_thousandths ?? 500) / 1000, 'decimal')}
          ${text('tracking_page', 'Our page of an order, such as https://our-site.example/order?id={id} (empty: as the server has it)', settings?.tracking_page ?? '', 'url')}
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

function nameOf(tag: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
}

/** What was typed stays while a problem is shown: lit sets a property only when its own value changes. */
function text(name: string, label: string, value: string, type = 'text', list?: string): TemplateResult {
  return html`<label class="field"><span>${label}</span><input name=${name} type=${type} .value=${value} list=${list ?? nothing} autocomplete="off" /></label>`;
}

function number(name: string, label: string, value: unknown, mode = 'numeric'): TemplateResult {
  return html`<label class="field"><span>${label}</span><input name=${name} inputmode=${mode} .value=${String(value)} autocomplete="off" /></label>`;
}

function choice(name: string, label: string, isChosen: boolean, value = 'on'): TemplateResult {
  return html`<label class="choice"><input type="checkbox" name=${name} value=${value} .checked=${isChosen} />${label}</label>`;
}

function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
  choose?: (value: string) => void,
): TemplateResult {
  return html`
    <label class="field">
      <span>${label}</span>
      <select
        name=${name}
        @change=${(event: Event) => event.target instanceof HTMLSelectElement && choose?.(event.target.value)}
      >
        ${options.map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
      </select>
    </label>
  `;
}
