import shell from '../locales/zh-CN.json';
import ui from '../../shared/locales/zh-CN.json';
import { assemble, type MessageTree } from './messages.ts';

// One chunk per language: only the chosen one is fetched.
export default assemble({
  own: { shell, ui },
  features: import.meta.glob<MessageTree>('../../features/*/locales/zh-CN.json', { eager: true, import: 'default' }),
  sentences: import.meta.glob<MessageTree>('../../../../../packages/contracts/src/sentences/*.zh-CN.json', {
    eager: true,
    import: 'default',
  }),
});
