import highlighter from 'highlight.js/lib/common';
import { escapeHtml } from './escape-html.js';
import type { Guide } from './guides.js';
import { layout } from './layout.js';
import { pageOf, repository } from './links.js';

/** The sample that it shows. */
export const snippet = `<script type="module" src="order-status-tracker.js"></script>

<order-status-tracker order-id="42"
  poll-url="https://example.com/orders/{id}.json">
</order-status-tracker>`;

/** The project's file that the first page shows. */
export const picture = 'demo/pictures/order-status-tracker.png';

/** The first page: what it is, one snippet, the duel with the usual hook, and the ways on. */
export function homePage(guides: readonly Guide[], hasDemo: boolean): string {
  const forOwners = guides.filter(({ role }) => role === 'owner').slice(0, 4);
  const tryIt = hasDemo
    ? [
        ['order', 'Order something', 'Choose a pizza, pay with a test card, and follow it.'],
        ['kitchen', 'Move it in the kitchen', 'The other side: what staff see, on a tablet.'],
        ['outbox', 'Look into the outbox', 'Push, SMS and mail that guests get once they have closed the page.'],
        [
          'playground',
          'Open the playground',
          'Every setting, every status, and a time machine. Take the snippet with you.',
        ],
      ]
    : [
        [
          'playground.html',
          'Open the playground',
          'Every setting, every status, and a time machine. Take the snippet with you.',
        ],
        [
          `${repository}#try-it`,
          'Start the demo',
          'npm ci && npm start: order form, kitchen, wall screen and playground, on your machine.',
        ],
        [
          'guides/what-it-survives.html',
          'See what it survives',
          'Faults of network, phone and server, measured beside the usual hook.',
        ],
      ];
  const main = `
    <section class="hero-part">
      <div>
        <h1>How far is my food?</h1>
        <p class="lead">After ordering, guests want to know one thing. <code>&lt;order-status-tracker&gt;</code> shows them, live and truthfully, on any site: one tag, one script.</p>
        <p class="actions">
          <a class="button primary" href="guides/start.html">Start in five minutes</a>
          <a class="button" href="guides/owners/before-lunch.html">I run a restaurant</a>
          ${hasDemo ? '<a class="button" href="order">Try it: order something</a>' : ''}
        </p>
      </div>
      <div>
        <div class="sample" data-language="html"><pre tabindex="0"><code>${highlighter.highlight(snippet, { language: 'xml' }).value}</code></pre></div>
        <p class="quiet">The script is a file on your own site: <a href="guides/start.html#the-scripts-folder">copy its folder there</a>. The second address is your back end’s.</p>
      </div>
    </section>

    <img class="moments" src="files/${picture}" width="2190" height="1142" loading="lazy" alt="The tracker at four moments: order received; preparing, in dark; ready for pickup; on its way, in Arabic">

    <section class="duel" aria-labelledby="duel-heading">
      <h2 id="duel-heading">The same order, twice</h2>
      <p>A guest’s Wi-Fi swallows everything for two minutes, and closes nothing. Meanwhile the kitchen is done. Both sides below follow the same simulated order over the same simulated network; the tracker is the real element. Look at the usual hook soon after “Back again”: green dot, “Live”, and the old status.</p>
      <div class="duel-stage" id="duel" data-root="">
        <p class="notice" data-opened-as-file hidden>The time machine needs a web server: browsers load no modules for pages that are opened as files. The guides can be read without.</p>
        <noscript><p class="notice">The time machine needs JavaScript. What happens: the usual hook shows “Preparing” with a green dot for 25 to 50 s more, then “Connecting…”, then the green dot again, still with “Preparing”, until the next change comes. The element asks after 15 s of silence, says within 18 s that it is not current, and reads the status as soon as it can.</p></noscript>
      </div>
      <p class="quiet">The usual hook is what many sites write by hand, here with the times of supabase-js: read once, subscribe, show a green dot on <code>SUBSCRIBED</code> (<a href="${repository}/blob/main/test/faults/browser/usual-order.ts">its code</a>). In a real browser, through a real proxy, both were measured: <a href="guides/what-it-survives.html">what it survives</a>.</p>
    </section>

    <section aria-labelledby="who-heading">
      <h2 id="who-heading">Where to begin</h2>
      <div class="doors">
        <section>
          <h3>I run a restaurant</h3>
          <ul>
            ${forOwners.map((guide) => `<li><a href="${pageOf(guide)}">${escapeHtml(guide.title)}</a></li>`).join('')}
            <li><a href="guides/shop-systems.html">My orders come from a shop system</a></li>
            <li><a href="guides/wall-board.html">A screen on the wall</a></li>
            <li><a href="guides/index.html#owner">All pages for owners</a></li>
          </ul>
        </section>
        <section>
          <h3>I build sites</h3>
          <ul>
            <li><a href="guides/start.html">Start in five minutes</a></li>
            <li><a href="guides/supabase.html">Supabase</a>, <a href="guides/websocket.html">WebSocket</a>, <a href="guides/event-stream.html">event stream</a>, <a href="guides/json.html">JSON</a></li>
            <li><a href="guides/react.html">React</a>, <a href="guides/next.html">Next</a>, <a href="guides/vue.html">Vue</a>, <a href="guides/svelte.html">Svelte</a>, <a href="guides/angular.html">Angular</a></li>
            <li><a href="guides/migrating.html">I have a hook of my own</a></li>
          </ul>
        </section>
        <section>
          <h3>I want to see it first</h3>
          <ul>${tryIt.map(([address, title, text]) => `<li><a href="${address}">${title}</a><span>${text}</span></li>`).join('')}</ul>
        </section>
      </div>
    </section>

    <section aria-labelledby="promise-heading">
      <h2 id="promise-heading">What it promises</h2>
      <dl class="promises">
        <div><dt>It says how sure it is</dt><dd>“Live” is shown only while the connection is verified; one that dies in silence is noticed within 18 s. An estimate is marked as one, and the element says when its time has passed.</dd></div>
        <div><dt>It comes back by itself</dt><dd>When a fault of network, phone or server ends, the current status is there within seconds, and “ready” is announced exactly once. The exception, a change that the server loses without an error, took 51 s. <a href="guides/what-it-survives.html">Measured</a></dd></div>
        <div><dt>For every guest</dt><dd>In their <a href="guides/languages.html">language</a>, in both directions of writing, with screen readers and keyboards: <a href="guides/accessibility.html">WCAG 2.2 AA</a>.</dd></div>
        <div><dt>Private</dt><dd>No account, no analytics, no cookies. Links hold a secret that no server’s log sees. <a href="guides/privacy.html">Privacy and security</a></dd></div>
      </dl>
    </section>`;
  return layout({
    page: 'index.html',
    title: 'How far is my food?',
    description: 'One tag that shows restaurant guests, live, how far their order is.',
    main: `<div class="home">${main}</div>`,
    head: `
    <link rel="stylesheet" href="assets/home.css">
    <link rel="stylesheet" href="assets/home/duel.css">
    <script type="module" src="cdn/order-status-tracker.js"></script>
    <script type="module" src="assets/home.js"></script>`,
    hasDemo,
  });
}
