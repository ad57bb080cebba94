import { expect } from '@esm-bundle/chai';
import { render } from 'lit';
import { settingsIn } from '../../../demo/pages/kitchen/restaurant-settings.js';
import { settingsForm } from '../../../demo/pages/kitchen/settings-form.js';

const sheets = ['pages.css', 'kitchen.css', 'kitchen/settings.css'];

describe('the form of the restaurant’s settings', () => {
  let dialog: HTMLDialogElement;
  let links: HTMLLinkElement[];

  beforeEach(async () => {
    links = sheets.map((name) =>
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/demo/pages/${name}` }),
    );
    const loaded = links.map((link) => new Promise((resolve) => link.addEventListener('load', resolve)));
    document.head.append(...links);
    await Promise.all(loaded);
    dialog = document.createElement('dialog');
    dialog.className = 'cancel-dialog settings-dialog';
    document.body.append(dialog);
    const nothing = () => {};
    render(
      settingsForm({
        restaurants: [{ id: '1', name: 'Trattoria Aurora' }],
        restaurantId: '1',
        settings: undefined,
        problem: undefined,
        isRead: true,
        choose: nothing,
        save: nothing,
        close: nothing,
      }),
      dialog,
    );
    dialog.show();
  });
  afterEach(() => {
    dialog.remove();
    for (const link of links) link.remove();
  });

  it('is whole on a phone: no field, choice or word is cut off', () => {
    dialog.style.inlineSize = '328px';
    for (const details of dialog.querySelectorAll('details')) details.open = true;
    const form = dialog.querySelector('form')?.getBoundingClientRect();
    const pieces = [...dialog.querySelectorAll<HTMLElement>('label, input, select, textarea, legend, p, button')];
    expect(pieces.length).to.be.greaterThan(60);
    const cutOff = pieces.filter((piece) => {
      const { left, right } = piece.getBoundingClientRect();
      const isOutside =
        !form || left < form.left - 21 || right > form.right + (piece.closest('.dialog-actions') ? 21 : 1);
      return isOutside || (piece.matches('label, legend, p, button') && piece.scrollWidth > piece.clientWidth + 1);
    });
    expect(cutOff.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  });

  it('asks for the owner’s rule in whole sentences, not in a list that cuts them off', () => {
    const rules = [...dialog.querySelectorAll<HTMLInputElement>('[name=unanswered_rule]')];
    expect(rules.map(({ type, value }) => `${type} ${value}`)).to.deep.equal([
      'radio alert',
      'radio call',
      'radio reject',
    ]);
    for (const rule of rules) expect(rule.labels?.[0]?.textContent?.trim()).to.have.length.above(10);
  });

  it('is valid as it comes', () => {
    const form = dialog.querySelector('form') ?? document.createElement('form');
    expect(settingsIn(new FormData(form))).to.include({ unanswered_rule: 'alert', accept_minutes: null });
  });

  it('explains each field that has a hint to screen readers', () => {
    for (const hint of dialog.querySelectorAll('.field-hint[id]'))
      expect(dialog.querySelector(`[aria-describedby="${hint.id}"]`), hint.id).not.to.equal(null);
  });
});
