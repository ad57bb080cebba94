import { css } from 'lit';

/** The dot that shows how fresh the picture is. The element sets its size, and `--_dot-quiet`, its colour at rest. */
export const connectionDotStyles = css`
  .dot {
    --_dot: var(--_dot-quiet);
    flex: none;
    border-radius: 50%;
    background: var(--_dot);
  }
  .connected .dot {
    --_dot: var(--order-status-live, var(--_live));
  }
  .polling .dot {
    --_dot: var(--order-status-polling, var(--_polling));
  }
  .error .dot,
  .denied .dot {
    --_dot: var(--order-status-error, var(--_error));
  }
  .offline .dot,
  .connecting .dot {
    background: none;
    box-shadow: inset 0 0 0 2px var(--_dot-quiet);
  }
`;
