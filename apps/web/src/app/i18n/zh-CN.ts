import shell from '../locales/zh-CN.json';
import ui from '../../shared/locales/zh-CN.json';
import type { MessageParts, MessageTree } from './messages.ts';

// What the portal's home and the sign-in page say: the first view waits for no more.
const parts: MessageParts = {
  own: { shell, ui },
  features: import.meta.glob<MessageTree>('../../features/identity/locales/**/zh-CN.json', {
    eager: true,
    import: 'default',
  }),
  sentences: import.meta.glob<MessageTree>(
    '../../../../../packages/contracts/src/sentences/{identity,machine,shared,studio}.zh-CN.json',
    { eager: true, import: 'default' },
  ),
};

export default parts;
