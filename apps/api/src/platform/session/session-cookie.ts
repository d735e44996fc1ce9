import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.ts';

/** The `__Host-` prefix binds the cookie to this very host, but browsers take it only over https. */
export const sessionCookieName = (config: Config): string =>
  config.servedOverHttps ? '__Host-jianglian' : 'jianglian';

const attributes = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: config.servedOverHttps }) as const;

export function setSessionCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(sessionCookieName(config), token, attributes(config));
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(sessionCookieName(config), attributes(config));
}

export const sessionTokenOf = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[sessionCookieName(config)];
