import shell from '../locales/en.json';
import ui from '../../shared/locales/en.json';
import { assemble, type MessageTree } from './messages.ts';

// One chunk per language: only the chosen one is fetched.
export default assemble({
  own: { shell, ui },
  features: import.meta.glob<MessageTree>('../../features/*/locales/en.json', { eager: true, import: 'default' }),
  sentences: import.meta.glob<MessageTree>('../../../../../packages/contracts/src/sentences/*.en.json', {
    eager: true,
    import: 'default',
  }),
});
