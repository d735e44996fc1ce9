export { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
export { type OpenSession, SessionStore } from './session.store.ts';
