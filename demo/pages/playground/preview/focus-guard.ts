let ownFocus: HTMLElement | undefined;
/** Whether the last key that was pressed in this page moves the focus, perhaps into a frame. */
let isTabbing = false;

document.addEventListener('focusin', ({ target }) => {
  ownFocus = target instanceof HTMLElement && !(target instanceof HTMLIFrameElement) ? target : undefined;
});
document.addEventListener('keydown', ({ key }) => {
  isTabbing = key === 'Tab';
});

/**
 * The number over the whole screen takes the focus, as a dialog does. In a frame it may keep it only if somebody went
 * in: whoever plays the story from outside goes on where they were.
 */
export function guardFocus(frame: HTMLIFrameElement, page: Document): void {
  let isInside = false;
  page.addEventListener('pointerdown', () => {
    isInside = true;
  });
  page.addEventListener('focusin', () => {
    if (isInside || isTabbing) {
      isInside = true;
      return;
    }
    if (ownFocus?.isConnected) ownFocus.focus({ preventScroll: true });
    else frame.blur();
  });
  page.addEventListener('focusout', ({ relatedTarget }) => {
    if (!relatedTarget) isInside = false;
  });
}
