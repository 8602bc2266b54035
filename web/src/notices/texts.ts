import { texts } from '../i18n/texts';

export const noticeTexts = texts(
  {
    invitation: (name: string) => `${name} invites you to a draft.`,
    somebody: 'Somebody',
    open: 'To the draft',
  },
  {
    invitation: (name: string) => `${name} vous invite à une draft.`,
    somebody: 'Quelqu’un',
    open: 'Voir la draft',
  },
);
