import shell from '../locales/en.json';
import ui from '../../shared/locales/en.json';
import type { MessageParts, MessageTree } from './messages.ts';

// One chunk per language: only the chosen one is fetched.
const parts: MessageParts = {
  own: { shell, ui },
  features: import.meta.glob<MessageTree>('../../features/*/locales/**/en.json', { eager: true, import: 'default' }),
  sentences: import.meta.glob<MessageTree>('../../../../../packages/contracts/src/sentences/*.en.json', {
    eager: true,
    import: 'default',
  }),
};

export default parts;
