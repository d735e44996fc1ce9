import shell from '../locales/zh-CN.json';
import ui from '../../shared/locales/zh-CN.json';
import type { MessageParts, MessageTree } from './messages.ts';

// One chunk per language: only the chosen one is fetched.
const parts: MessageParts = {
  own: { shell, ui },
  features: import.meta.glob<MessageTree>('../../features/*/locales/**/zh-CN.json', { eager: true, import: 'default' }),
  sentences: import.meta.glob<MessageTree>('../../../../../packages/contracts/src/sentences/*.zh-CN.json', {
    eager: true,
    import: 'default',
  }),
};

export default parts;
