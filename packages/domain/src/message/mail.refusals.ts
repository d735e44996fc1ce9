import { refusals } from '../kernel/index.ts';

/** Why a mail cannot be sent (again). */
export const mailRefusals = refusals('mail', ['not-configured', 'no-address', 'already-sent', 'being-sent']);
