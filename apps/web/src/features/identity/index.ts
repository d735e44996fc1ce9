export { loadSession, signOut } from './identity.api.ts';
