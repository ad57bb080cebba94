/** The English strings of the button that copies the tracking link, which are loaded with its code. */
export const copyLinkStrings = {
  copy_link: 'Copy link',
  copied: 'Link copied',
  not_copied: 'Could not be copied. Please copy the address of this page.',
} as const;
