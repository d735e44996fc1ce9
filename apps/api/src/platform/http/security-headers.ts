import type { SecurityHeadersOptions } from '@nestjs/common';
import type { Config } from '../config/index.ts';

/**
 * Scripts, fonts and images only from here. Styles may be inline: Element Plus positions its pop-ups with style
 * attributes. HSTS and the upgrade of requests would lock out a portal that is served over plain http.
 */
export const securityHeaders = (config: Config): SecurityHeadersOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: "'self'",
      scriptSrc: "'self'",
      scriptSrcAttr: "'none'",
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: "'self'",
      workerSrc: ["'self'", 'blob:'],
      objectSrc: "'none'",
      baseUri: "'self'",
      formAction: "'self'",
      frameAncestors: "'none'",
      ...(config.servedOverHttps ? { upgradeInsecureRequests: true } : {}),
    },
  },
  strictTransportSecurity: config.servedOverHttps,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'same-origin' },
});
