/**
 * The floor: the element's card written by hand, with one WebSocket for the page and no library. It knows one language
 * and one failure, a lost socket, after which it connects again 5 s later.
 */
import { type CardOrder, css, money, percentOf, stateOf, stepOf, steps, time } from './card.js';

interface Row extends CardOrder {
  readonly id: string;
}

const reconnectAfter = 5_000;
const cards = new Map<string, FloorTracker>();
let socket: WebSocket | undefined;

function send(message: object): void {
  if (socket?.readyState === 1) socket.send(JSON.stringify(message));
}

function connect(server: string): void {
  socket = new WebSocket(`${server.replace('http', 'ws')}/rows`);
  socket.onopen = () => {
    for (const follow of cards.keys()) send({ follow });
  };
  socket.onmessage = ({ data }) => {
    const row = JSON.parse(data) as Row;
    cards.get(row.id)?.show(row);
  };
  socket.onclose = () => setTimeout(connect, reconnectAfter, server);
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${css}.fill{transform-origin:0 0;transition:transform .45s}`);
const template = document.createElement('template');
template.innerHTML = `<article class=card><header><div><strong></strong><bdi></bdi></div><p class=live><span class=dot></span><span part=connection-text>Connecting…</span></p></header>
<div class=hero><svg viewBox="0 0 24 24"><path></path></svg><div class=words><h2 part=headline>Looking up your order</h2><p>This takes only a moment</p></div><p class=number></p></div>
<div class=progress><div class=track role=progressbar aria-label="Order progress"><div class=fill></div></div><span class=percent></span></div>
<ol aria-label="Steps of your order">${steps.map(({ title, text }) => `<li><span class=mark></span><span><span>${title}</span> <span class="quiet state"></span><span class=quiet>${text}</span></span></li>`).join('')}</ol>
<details open><summary><span></span><span><span class=quiet>Total </span><b></b></span></summary><ul></ul></details><footer></footer></article>`;

class FloorTracker extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });

  connectedCallback(): void {
    const { order = '', server = '' } = this.dataset;
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(template.content.cloneNode(true));
    cards.set(order, this);
    if (socket) send({ follow: order });
    else connect(server);
  }

  disconnectedCallback(): void {
    const { order = '' } = this.dataset;
    cards.delete(order);
    send({ leave: order });
  }

  show({ status, number, table_label, restaurant_name, items, total_minor, currency }: Row): void {
    const reached = stepOf(status);
    const step = steps[reached];
    if (!step) return;
    const find = <Found extends Element = HTMLElement>(selector: string) => this.#root.querySelector(selector) as Found;
    const write = (selector: string, text: string) => {
      find(selector).textContent = text;
    };
    write('strong', restaurant_name);
    write('bdi', `Table ${table_label}`);
    write('[part=connection-text]', 'Live');
    find('path').setAttribute('d', step.icon);
    write('h2', step.title);
    write('.words p', step.text);
    write('.number', `Order ${number}`);
    const percent = percentOf(reached);
    find('.fill').style.transform = `scaleX(${percent / 100})`;
    find('.track').ariaValueNow = `${percent}`;
    write('.percent', `${percent}%`);
    this.#root.querySelectorAll('li .state').forEach((state, index) => {
      state.textContent = stateOf(index, reached);
      const line = state.closest('li') as HTMLElement;
      line.className = index < reached ? 'done' : '';
      line.ariaCurrent = index === reached ? 'step' : null;
    });
    write('summary span', `${items.reduce((sum, { quantity }) => sum + quantity, 0)} items`);
    write('b', money(total_minor, currency));
    const list = find('ul');
    if (list.childElementCount !== items.length) {
      list.replaceChildren(
        ...items.map(({ name, quantity }) =>
          Object.assign(document.createElement('li'), { textContent: `${quantity}× ${name}` }),
        ),
      );
    }
    write('footer', `Updated ${time()}`);
  }
}

customElements.define('floor-tracker', FloorTracker);
