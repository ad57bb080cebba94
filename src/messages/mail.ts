import { sentence } from '../elements/shared/sentences.js';
import { isFinal } from '../order/status.js';
import { joinSentences } from './join-sentences.js';
import { mailStyles } from './mail-styles.js';
import { Markup, markup } from './markup.js';
import type { Receipt } from './receipt.js';
import type { MessageContext, Said } from './said.js';

/** What a mail is written from. */
export interface Mail {
  readonly context: MessageContext;
  readonly said: Said;
  readonly restaurant: string;
  /** The subject. */
  readonly title: string;
  readonly receipt: Receipt | undefined;
}

/** The mail as plain text: it says all that the HTML says. */
export function mailText({ context, said, restaurant, title, receipt }: Mail): string {
  const { words, input } = context;
  const dishes = receipt?.lines.map(({ quantity, name, price }) => {
    return `${quantity} ${words.isolated(name)}${price && `  ${price}`}`;
  });
  const total = receipt?.total && `${words.text('total')}  ${receipt.total}`;
  const blocks = [
    [sentence(title), ...said.lines],
    [...(dishes ?? []), total ?? ''],
    isToStaff(context) ? [] : [pageName(context), input.link],
    [asOf(context)],
    isToStaff(context)
      ? []
      : ['-- ', why(context, restaurant), `${words.text('message_withdraw')} ${input.withdrawLink}`],
  ];
  const written = blocks.map((block) => block.filter(Boolean).join('\n')).filter(Boolean);
  return `${written.join('\n\n')}\n`;
}

/**
 * The mail as HTML: one column of at most 600 px, of tables with styles in their tags, as Outlook wants it; with nothing
 * that is loaded from elsewhere, so that reading it tells nobody. Clients that know dark mode get it.
 */
export function mailHtml({ context, said, restaurant, title, receipt }: Mail): string {
  const { words, input } = context;
  const { code, dir } = words.locale;
  const preheader = joinSentences(said.lines) || title;
  const page = markup`<!doctype html>
<html lang="${code}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${title}</title>
<style>${mailStyles}</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#f4f1ec;">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;">${preheader}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f1ec;"><tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${dir}" style="max-width:600px;font-family:${fonts};">
<tr><td class="quiet" style="padding:0 8px 12px;font-size:16px;line-height:1.4;color:#5f5a53;overflow-wrap:anywhere;"><bdi>${restaurant}</bdi></td></tr>
<tr><td class="card" style="background:#ffffff;border-radius:14px;padding:28px 24px;color:#1f1c18;">
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25;font-weight:700;overflow-wrap:anywhere;">${said.title}</h1>
${said.lines.map((line) => markup`<p style="margin:0 0 8px;font-size:16px;line-height:1.5;overflow-wrap:anywhere;">${line}</p>\n`)}${receipt ? receiptHtml(receipt, context) : nothing}${isToStaff(context) ? nothing : button(pageName(context), input.link)}<p class="quiet" style="margin:20px 0 0;font-size:13px;line-height:1.5;color:#5f5a53;">${asOf(context)}</p>
</td></tr>
${isToStaff(context) ? nothing : foot(context, restaurant)}</table>
</td></tr></table>
</body>
</html>
`;
  return page.html;
}

const nothing = new Markup('');
const fonts = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

function button(label: string, link: string): Markup {
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:20px;"><tr><td class="button" style="background:#0a6640;border-radius:10px;"><a class="button" href="${link}" style="display:inline-block;border-radius:10px;padding:13px 22px;font-size:16px;line-height:1.25;font-weight:600;color:#ffffff;text-decoration:none;">${label}</a></td></tr></table>
`;
}

function receiptHtml({ lines, total }: Receipt, { words, order, input }: MessageContext): Markup {
  // What was ordered is no receipt before the guest has it.
  const heading =
    input.kind === 'summary' ? words.text('receipt') : words.text('order_number', { number: order.number ?? '' });
  const end = words.locale.dir === 'rtl' ? 'left' : 'right';
  const cell = 'padding:8px 0;font-size:15px;line-height:1.4;vertical-align:top;';
  return markup`<h2 style="margin:22px 0 4px;font-size:16px;line-height:1.4;font-weight:700;">${heading}</h2>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
${lines.map(
  ({ quantity, name, price }) =>
    markup`<tr class="line" style="border-bottom:1px solid #e4dfd7;"><td class="quiet" style="${cell}width:1%;white-space:nowrap;color:#5f5a53;"><span dir="ltr">${quantity}</span></td><td style="${cell}padding:8px 10px;overflow-wrap:anywhere;word-break:break-word;"><bdi>${name}</bdi></td><td align="${end}" style="${cell}width:1%;white-space:nowrap;text-align:${end};"><bdi>${price}</bdi></td></tr>\n`,
)}${total ? markup`<tr><td colspan="2" style="${cell}font-weight:700;">${words.text('total')}</td><td align="${end}" style="${cell}white-space:nowrap;font-weight:700;text-align:${end};"><bdi>${total}</bdi></td></tr>\n` : nothing}</table>
`;
}

function foot(context: MessageContext, restaurant: string): Markup {
  const { words, input } = context;
  return markup`<tr><td class="quiet" style="padding:16px 8px 0;font-size:13px;line-height:1.5;color:#5f5a53;overflow-wrap:anywhere;">${why(context, restaurant)}<br><a class="quiet" href="${input.withdrawLink}" style="display:inline-block;padding:8px 0;color:#5f5a53;text-decoration:underline;">${words.text('message_withdraw')}</a></td></tr>
`;
}

function isToStaff({ input }: MessageContext): boolean {
  return input.kind === 'staff';
}

/** Once the order is over there is nothing to follow any more. */
function pageName({ words, order }: MessageContext): string {
  return words.text(isFinal(order.status) ? 'message_order_page' : 'message_follow');
}

/** To staff, and once the order is over, no page is named that would know more. */
function asOf(context: MessageContext): string {
  const { words, order, now } = context;
  const key = isToStaff(context) || isFinal(order.status) ? 'message_as_of_end' : 'message_as_of';
  return words.text(key, { time: words.dayAndTime(now) });
}

function why({ words }: MessageContext, restaurant: string): string {
  return restaurant ? words.text('message_why', { restaurant }) : words.text('message_why_unnamed');
}
