import { css } from 'lit';
import { connectionDotStyles } from '../../shared/connection-dot.styles.js';
import { tokenStyles } from '../../shared/token.styles.js';
import { bodyStyles } from './body.styles.js';
import { cardStyles } from './card.styles.js';
import { layoutStyles } from './layout.styles.js';
import { mediaStyles } from './media.styles.js';
import { reserveStyles } from './reserve.styles.js';
import { stepStyles } from './steps.styles.js';

/**
 * One sheet for all trackers. From the general to the particular: later ones win. The tags are what pages may style by; the
 * manifest has them with the element.
 *
 * @csspart card - Everything.
 * @csspart top - Its upper half, in the colour of the status.
 * @csspart header - The line at the top.
 * @csspart restaurant - The restaurant's name.
 * @csspart table - The table.
 * @csspart connection - How fresh the picture is. Also styled by the attribute `connection`.
 * @csspart connection-dot - Its dot.
 * @csspart connection-text - Its words.
 * @csspart toast - What has just changed.
 * @csspart toast-text - Its words.
 * @csspart toast-dismiss - The button that sends it away.
 * @csspart status - The status: drawing, headline, description, number.
 * @csspart status-icon - The drawing of the status.
 * @csspart headline - The one answer: when, what to do, or the status. While it is a time it also carries `estimate`.
 * @csspart status-label - The status, where the headline is another answer.
 * @csspart description - What the status means for the guest.
 * @csspart order-number - The number that staff call out.
 * @csspart order-number-label - The word beside it.
 * @csspart notes - What is special: estimated, delayed, on hold, unknown, taken back.
 * @csspart note - One of these.
 * @csspart reason - Why, in the restaurant's words.
 * @csspart estimate - When the order will be ready.
 * @csspart steps - The steps of the order: one bar, with the names of its segments.
 * @csspart step - One step. Also carries `done`, `current` or `upcoming`.
 * @csspart step-icon - The drawing of a step.
 * @csspart step-label - The name of a step. A narrow card names the step reached and the one that follows.
 * @csspart step-mark - The segment of a step.
 * @csspart progress-bar - A segment that is filled.
 * @csspart progress - How far the order is, beside the bar.
 * @csspart progress-text - The same in percent.
 * @csspart body - The lower half.
 * @csspart error - A problem.
 * @csspart error-text - Its words.
 * @csspart retry-button - The button to try again.
 * @csspart alerts - The offer of alerts, or what became of it.
 * @csspart alert-button - The button "Alert me when it's ready".
 * @csspart alert-state - What this device can do.
 * @csspart alert-text - What this device can do then, and what it cannot.
 * @csspart alert-off-button - The button that turns alerts off again.
 * @csspart times - When each step began, to be unfolded.
 * @csspart times-summary - The line that unfolds it.
 * @csspart times-text - The steps and their times.
 * @csspart items - What was ordered.
 * @csspart items-summary - How much was ordered, and the total.
 * @csspart items-count - How many dishes.
 * @csspart items-ready - How much of it is ready.
 * @csspart total - What it costs.
 * @csspart item - One dish.
 * @csspart item-quantity - How many of it.
 * @csspart item-name - Its name.
 * @csspart item-status - Its own status.
 * @csspart footer - The line at the bottom.
 * @csspart last-update - When the back end last sent or confirmed what is shown.
 * @csspart cached - That what is shown comes from the device's cache.
 * @csspart copy-link - The button that copies the tracking link.
 * @csspart handover - The number over the whole screen, in the layout `handover`.
 * @csspart handover-status - The word "Ready" above it.
 * @csspart handover-number - The number in it.
 * @csspart handover-number-label - The word beside it.
 * @csspart handover-table - The table below it.
 * @csspart handover-text - Where the meal is handed over.
 * @csspart pickup-code - The code with which staff check the order off, where the order has one.
 * @csspart pickup-code-label - The words "Pickup code".
 * @csspart pickup-code-digits - The code itself.
 * @csspart pickup-code-qr - The same to be scanned.
 * @csspart pickup-code-text - What it is for.
 * @csspart handover-hint - What to do with this screen.
 * @csspart handover-button - The button that opens it again.
 * @csspart handover-close - The button that closes it.
 * @csspart rating - The question how it was, or the thanks.
 * @csspart rating-question - Its words.
 * @csspart rating-dismiss - The button that sends it away.
 * @csspart rating-stars - The five stars.
 * @csspart rating-star - One of them, a button.
 * @csspart rating-thanks - The thanks for it.
 * @csspart recent - That this open order was found again.
 * @csspart recent-text - Its words.
 * @csspart not-mine-button - The button that forgets it.
 * @csspart contact - What the guest can tell and ask the restaurant: the next two.
 * @csspart messages - What the guest tells the restaurant, and what became of it.
 * @csspart message-button - One button. Also carries `on-my-way`, `here` or `got-it`.
 * @csspart message-state - What was told, when, and what became of it.
 * @csspart question - What has to do with asking the kitchen.
 * @csspart question-button - The button "Ask the kitchen".
 * @csspart question-answer - What the kitchen answered, and when.
 * @csspart question-state - When it was asked, and what became of it.
 * @csspart links - What leads on: receipt, tip, order again.
 * @csspart link - One of these. Also carries `reorder`, `receipt` or `tip`.
 * @csspart share-button - The button "Share".
 * @csspart share-state - What became of the link.
 * @csspart share-link - The link itself, where it could not be copied.
 * @csspart float-button - The button "Keep it in view".
 * @csspart reach - How else the guest is told.
 * @csspart reach-given - One way that is on.
 * @csspart reach-given-text - Its words.
 * @csspart reach-stop-button - The button that stops it.
 * @csspart reach-button - The line "Tell me when this page is closed".
 * @csspart reach-options - What it opens.
 * @csspart reach-option - One way on offer.
 * @csspart reach-choice - Its box with its words.
 * @csspart reach-box - The box.
 * @csspart reach-words - What the guest agrees to.
 * @csspart reach-form - What is asked for once the box is ticked.
 * @csspart reach-label - The name of the field.
 * @csspart reach-input - The field.
 * @csspart reach-agree-button - The button that turns it on.
 * @csspart reach-problem - What went wrong.
 *
 * @cssprop [--order-status-font=system-ui, sans-serif] - Font. For the page's own: `::part(card) { font-family: inherit }`.
 * @cssprop [--order-status-heading-font=inherit] - Font of the headline and of the big number.
 * @cssprop [--order-status-text-size=max(1rem, 16px)] - Size of the text, from which all other sizes follow.
 * @cssprop [--order-status-space=4px] - The unit of all gaps.
 * @cssprop [--order-status-radius=20px] - Rounding of the card.
 * @cssprop [--order-status-button-radius=99px] - Rounding of the buttons.
 * @cssprop [--order-status-room=31.5em] - Height that the upper half shares with what comes and goes below it; `32em` where it is wide. A narrow card adds up to `5.25em` in languages of longer words.
 * @cssprop [--order-status-max-width=36em] - How wide the card gets at most; the layout `compact` has no limit.
 * @cssprop --order-status-shadow - Shadow of the card.
 * @cssprop [--order-status-motion=450ms] - How long a change moves; `0s` for none.
 * @cssprop --order-status-surface - Colour of the card.
 * @cssprop --order-status-ink - Colour of the text.
 * @cssprop --order-status-muted - Colour of the less important text.
 * @cssprop --order-status-line - Colour of the lines.
 * @cssprop --order-status-accent - The accent: colour of the main button, of the steps reached and of their drawings.
 * @cssprop --order-status-on-accent - Colour of the text on it.
 * @cssprop --order-status-focus - Colour of the ring around what has the focus.
 * @cssprop --order-status-pending - Colour of "Order Received" and "Scheduled". Default: the accent.
 * @cssprop --order-status-preparing - Colour of "Preparing". Default: the accent.
 * @cssprop --order-status-ready - Colour of "Ready".
 * @cssprop --order-status-ready-surface - Colour behind the headline while the order is ready.
 * @cssprop --order-status-ready-ink - Colour of the text on it.
 * @cssprop --order-status-served - Colour of "Served" and "On its way". Default: the accent.
 * @cssprop --order-status-completed - Colour of "Completed" and "Refunded".
 * @cssprop --order-status-failed - Colour of "Cancelled", "Not Accepted" and of problems.
 * @cssprop --order-status-live - Colour of the dot while changes arrive by themselves.
 * @cssprop --order-status-polling - Colour of the dot while the order is read again and again.
 * @cssprop --order-status-error - Colour of the dot while nothing works.
 *
 * @cssstate cached - What is shown comes from the device's cache.
 * @cssstate estimated - A clock moved the status, not a person.
 * @cssstate late - The estimate has passed and the order is not ready.
 * @cssstate delayed - The restaurant says that it takes longer.
 * @cssstate on-hold - The restaurant has paused the order.
 * @cssstate armed - The guest asked to be alerted.
 * @cssstate problem - Something is wrong.
 */
export const styles = css`
  ${tokenStyles}
  ${connectionDotStyles}
  ${cardStyles}
  ${stepStyles}
  ${bodyStyles}
  ${layoutStyles}
  ${reserveStyles}
  ${mediaStyles}
`;
