import { html, nothing, render, type TemplateResult } from 'lit';
import { notePushes } from '../../../src/alerts/push-subscription.js';
import type { OrderStatusTracker } from '../../../src/elements/tracker/order-status-tracker.js';
import { isFinal } from '../../../src/order/status.js';
import { type ContactChannel, keepContacts, keptContacts, type TickedContact } from '../shared/contacts.js';
import type { DemoConfig } from '../shared/demo-config.js';
import { type GuestLink, tokenOf } from './guest-post.js';

/** What became of a contact. */
interface Sent {
  readonly contact: TickedContact;
  /** The server has it. Neither told nor at fault: the order has ended, so there is nothing more to tell. */
  readonly isTold?: boolean;
  readonly fault?: string;
}

const unreachable = 'The restaurant cannot be reached at the moment.';

const ways: Readonly<Record<ContactChannel, string>> = {
  push: 'on this device',
  sms: 'by SMS',
  email: 'by e-mail',
};

/**
 * Sends what the guest has ticked on the order page, now that there is an order. What the server refuses stays here, to
 * be corrected, and so does what it could not be asked about; the order itself does not depend on it. Nothing of it is
 * shown once the order has ended, because no message follows. Never rejects.
 */
export async function sendContacts(
  config: DemoConfig,
  link: GuestLink,
  tracker: Pick<OrderStatusTracker, 'status' | 'addEventListener'>,
  places: { readonly notice: HTMLElement; readonly corrections: HTMLElement; readonly told: HTMLElement },
): Promise<void> {
  let told: readonly ContactChannel[] = [];
  let refused: readonly Sent[] = [];

  async function send(contacts: readonly TickedContact[]): Promise<void> {
    const sent = await sendAll(config, link, contacts);
    told = [...told, ...sent.filter(({ isTold }) => isTold).map(({ contact }) => contact.channel)];
    show([...refused.filter(({ contact }) => !contacts.includes(contact)), ...sent.filter(({ fault }) => fault)]);
  }

  function show(next: readonly Sent[]): void {
    refused = next;
    keepContacts(
      link.orderId,
      refused.map(({ contact }) => contact),
    );
    draw();
  }

  function draw(): void {
    const isOver = isFinal(tracker.status);
    const forms = refused.map(({ contact, fault = '' }) => correction(contact, fault));
    render(isOver || refused.length === 0 ? nothing : notice(refused), places.notice);
    render(isOver ? nothing : forms, places.corrections);
    render(isOver || told.length === 0 ? nothing : toldLine(told), places.told);
  }

  /** Leads to the forms, which stand below the tracker: how far the order is comes first. */
  function notice(sent: readonly Sent[]): TemplateResult {
    const open = () => places.corrections.querySelector<HTMLElement>('input, button')?.focus();
    const names = listed(sent.map(({ contact }) => contact.channel));
    return html`<button type="button" class="contact-notice" @click=${open}>
      We cannot tell you ${names} yet. <span class="contact-notice-way">See why ↓</span>
    </button>`;
  }

  /** Leaves the contact out, or what it is replaced with. */
  function without(contact: TickedContact): readonly Sent[] {
    return refused.filter((sent) => sent.contact !== contact);
  }

  /** A form in which the guest corrects what was refused. */
  function correction(contact: TickedContact, fault: string): TemplateResult {
    const { channel, address } = contact;
    const id = `contact-${channel}`;
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const input = event.target instanceof HTMLFormElement ? event.target.querySelector('input') : null;
      refused = without(contact);
      void send([{ ...contact, address: input?.value.trim() ?? address }]);
    };
    return html`<form class="panel contact-again" novalidate @submit=${submit}>
      <p role="alert" id=${`${id}-error`}>We cannot tell you ${ways[channel]} yet. ${fault}</p>
      ${
        channel === 'push'
          ? nothing
          : html`<label class="field">
            <span>${channel === 'sms' ? 'Your mobile number' : 'Your e-mail address'}</span>
            <input
              type=${channel === 'sms' ? 'tel' : 'email'}
              autocomplete=${channel === 'sms' ? 'tel' : 'email'}
              maxlength="254"
              aria-invalid="true"
              aria-describedby=${`${id}-error`}
              .value=${address}
            />
          </label>`
      }
      <p class="contact-buttons">
        <button type="submit" class="primary">Try again</button>
        <button type="button" @click=${() => show(without(contact))}>Leave it</button>
      </p>
    </form>`;
  }

  const kept = keptContacts(link.orderId);
  if (kept.length === 0) return;
  tracker.addEventListener('order-update', draw);
  await send(kept);
}

function toldLine(told: readonly ContactChannel[]): TemplateResult {
  return html`<p class="quiet" role="status">You have asked us to tell you ${listed(told)}.</p>`;
}

function listed(channels: readonly ContactChannel[]): string {
  const list = new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' });
  return list.format(channels.map((channel) => ways[channel]));
}

async function sendAll(
  config: DemoConfig,
  link: GuestLink,
  contacts: readonly TickedContact[],
): Promise<readonly Sent[]> {
  let token: string | undefined;
  try {
    token = await tokenOf(config, link);
  } catch {
    return contacts.map((contact) => ({ contact, fault: unreachable }));
  }
  return Promise.all(contacts.map((contact) => sendOne(config, link.orderId, token, contact)));
}

async function sendOne(
  { notify_url }: DemoConfig,
  orderId: string,
  token: string | undefined,
  contact: TickedContact,
): Promise<Sent> {
  try {
    const { region } = new Intl.Locale(navigator.language);
    const response = await fetch(notify_url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({
        action: 'consent',
        order_id: orderId,
        method: 'order_page',
        language: document.documentElement.lang,
        ...(region?.length === 2 && { country: region }),
        ...contact,
      }),
      referrerPolicy: 'no-referrer',
      // The request continues when the guest closes the page.
      keepalive: true,
    });
    if (response.ok && contact.channel === 'push') notePushesOf(notify_url, orderId, contact);
    if (response.ok || response.status === 410) return { contact, isTold: response.ok };
    const { error } = (await response.json()) as { readonly error?: unknown };
    return { contact, fault: typeof error === 'string' ? error : unreachable };
  } catch {
    return { contact, fault: unreachable };
  }
}

/** The tracker then ends the subscription with the order, and tells the server of a renewed one. It names the order so. */
function notePushesOf(notifyUrl: string, orderId: string, { address, wording }: TickedContact): void {
  const { endpoint }: { readonly endpoint?: unknown } = Object(JSON.parse(address));
  notePushes({
    order: `${notifyUrl}\n${orderId}`,
    endpoint: String(endpoint),
    agreed: { wording, language: document.documentElement.lang },
  });
}
