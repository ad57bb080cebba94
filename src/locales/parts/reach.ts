/** The English strings of reaching the guest when nobody looks at the page, which are loaded with its code. */
export const reachStrings = {
  reach: 'Tell me when this page is closed',
  reach_more: 'Tell me in another way too',
  reach_push: 'Allow notifications',
  reach_push_text: '{restaurant}: Notifications on this device, about this order only. You can stop them here.',
  reach_push_on: 'Notifications are on.',
  reach_sms_text:
    '{restaurant}: Text messages about this order only. Message and data rates may apply. Reply STOP to end.',
  reach_sms_on: 'Text messages are on.',
  reach_email_text: '{restaurant}: E-mails about this order only. Each has a link that ends them.',
  reach_email_on: 'E-mails are on.',
  reach_number: 'Mobile number',
  reach_address: 'E-mail address',
  reach_agree: 'Turn on',
  reach_stop: 'Stop',
  reach_stopped: 'Nothing more is sent.',
  reach_denied: 'Notifications are blocked in this browser. Please keep this page open.',
  reach_home_screen: 'Add this page to your Home Screen first: tap Share, then Add to Home Screen.',
  reach_unsupported: 'This browser cannot do that. Please keep this page open.',
  reach_failed: 'That did not work. Please try again.',
  reach_bad_number: 'Please check the number, with its country code.',
  reach_bad_address: 'Please check the address.',
  reach_blocked:
    'Notifications are blocked for this page. You can allow them in the browser’s settings, but not in a private window.',
  reach_sms_link_text:
    '{restaurant}: Text messages about this order only. Each has a link that ends them. Message and data rates may apply.',
} as const;
