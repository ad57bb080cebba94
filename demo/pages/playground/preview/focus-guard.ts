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
 * The handover dialog takes the focus, as dialogs do. In the preview it may keep it only if the user has gone into the
 * frame; otherwise the focus goes back to where it was.
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
