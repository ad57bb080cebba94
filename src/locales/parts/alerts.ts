/** The English strings of the alerts and of what is said of changes, which are loaded with their code. */
export const alertStrings = {
  alert: 'Alert me when it’s ready',
  alert_on: 'We’ll alert you here',
  alert_page: 'Keep this page open: it can only alert you while it is open.',
  alert_silent: 'This device cannot play a sound here.',
  alert_notify: 'You will also get a notification.',
  alert_blocked: 'Notifications are blocked in this browser.',
  alert_off: 'Turn off alerts',
  moved_back: 'Back to: {status}',
  on_time: 'No longer running late',
  resumed: 'No longer on hold',
  new_estimate: 'New time: {estimate}',
  recovered: 'Up to date again',
} as const;
