import type { WithdrawLanguage } from './withdraw-words.ts';

/** What the page of a withdrawal shows. `ask`: nothing has happened yet. */
export type WithdrawState = 'ask' | 'stopped' | 'restored' | 'gone' | 'broken';

/** What the page is about. */
export interface WithdrawView {
  readonly state: WithdrawState;
  readonly language: WithdrawLanguage;
  readonly restaurant: string | undefined;
}

/** The same for programs: a page on the restaurant's own site shows these texts. */
export function withdrawWire({ state, language: { code, direction, words }, restaurant }: WithdrawView) {
  const { title, stop, mistake, failed } = words;
  return { state, language: code, direction, title, text: words[state], stop, mistake, failed, restaurant };
}

/** The page as HTML, whole in one file. `nonce` is the one of its content security policy. */
export function withdrawPage(view: WithdrawView, nonce: string): string {
  const { state, language, restaurant } = view;
  const { words, code, direction } = language;
  const isShown = (wanted: WithdrawState) => (state === wanted ? '' : ' hidden');
  return `<!doctype html>
<html lang="${code}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(words.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main data-state="${state}" data-failed="${escapeHtml(words.failed)}">
${restaurant === undefined ? '' : `<p class="restaurant"><bdi>${escapeHtml(restaurant)}</bdi></p>\n`}<h1>${escapeHtml(words.title)}</h1>
<p role="status">${escapeHtml(words[state])}</p>
<form method="post" data-shown="ask"${isShown('ask')}><button>${escapeHtml(words.stop)}</button></form>
<form method="post" data-shown="stopped"${isShown('stopped')}><input type="hidden" name="undo" value="1"><button class="quiet">${escapeHtml(words.mistake)}</button></form>
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

const style = `
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #1f1b16; background: #faf7f2; overflow-wrap: anywhere; }
main { max-width: 32rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; }
.restaurant { margin: 0 0 .25rem; color: #6b6358; }
button { min-height: 3rem; padding: .6rem 1.1rem; border: 2px solid #1f1b16; border-radius: .75rem; font: inherit; font-weight: 600; color: #faf7f2; background: #1f1b16; text-align: start; cursor: pointer; }
.quiet { color: inherit; background: none; }
button:focus-visible { outline: 3px solid #2f6fd0; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { color: #f3eee6; background: #17140f; }
  .restaurant { color: #b5ab9d; }
  button { border-color: #f3eee6; color: #17140f; background: #f3eee6; }
}`;

/**
 * One tap is enough: the page of the link withdraws by itself. What only fetches it, such as the scanner of a mail
 * server, runs no script; a browser that is driven by a program, and says so, is left the button; a page that is drawn
 * before it is looked at waits.
 */
const script = `
const main = document.querySelector('main');
const text = main.querySelector('[role=status]');
const forms = [...main.querySelectorAll('form')];
async function send(form) {
  try {
    const answer = await fetch(location.href, {
      method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' },
      referrerPolicy: 'no-referrer',
    });
    const { state, text: words } = await answer.json();
    if (!words) throw new Error();
    text.textContent = words;
    for (const each of forms) each.hidden = each.dataset.shown !== state;
  } catch {
    text.textContent = main.dataset.failed;
  }
}
for (const form of forms) form.addEventListener('submit', (event) => { event.preventDefault(); send(form); });
function begin() {
  if (document.visibilityState !== 'visible' || document.prerendering) return;
  document.removeEventListener('visibilitychange', begin);
  send(forms[0]);
}
if (main.dataset.state === 'ask' && !navigator.webdriver) {
  document.addEventListener('visibilitychange', begin);
  document.addEventListener('prerenderingchange', begin, { once: true });
  begin();
}`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
