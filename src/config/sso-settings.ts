/** Single sign-on by OpenID Connect; null where the environment names no provider. */
export interface SsoSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Lower case. Accounts are made for addresses in these only. */
  allowedDomains: readonly string[];
  /** Names of the claims that say for which side and body, and in which role. */
  claims: { party: string; body: string; role: string };
  /** Name of the claim by which the provider vouches for the address. */
  emailVerified: string;
  scope: string;
}

export interface SsoEnvironment {
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  OIDC_ALLOWED_DOMAINS?: string;
  OIDC_CLAIM_PARTY: string;
  OIDC_CLAIM_BODY: string;
  OIDC_CLAIM_ROLE: string;
  OIDC_CLAIM_EMAIL_VERIFIED: string;
  OIDC_SCOPE: string;
  OIDC_MAKE_ADMINS: string;
}

const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ALLOWED_DOMAINS'] as const;

export function ssoSettingsOf(env: SsoEnvironment): SsoSettings | null {
  if (env.OIDC_ISSUER === undefined) return null;
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID!,
    clientSecret: env.OIDC_CLIENT_SECRET!,
    allowedDomains: domainsOf(env.OIDC_ALLOWED_DOMAINS!),
    claims: { party: env.OIDC_CLAIM_PARTY, body: env.OIDC_CLAIM_BODY, role: env.OIDC_CLAIM_ROLE },
    emailVerified: env.OIDC_CLAIM_EMAIL_VERIFIED,
    scope: env.OIDC_SCOPE,
  };
}

/** All four or none; a provider that is reached over the network is reached by https. */
export function faultsOfSso(env: SsoEnvironment): string[] {
  const given = needed.filter((name) => env[name] !== undefined);
  if (given.length === 0) return [];
  const missing = needed.filter((name) => env[name] === undefined);
  const faults = missing.map((name) => `${name} is missing: single sign-on needs ${needed.join(', ')}`);
  if (env.OIDC_ISSUER !== undefined && !isIssuer(env.OIDC_ISSUER))
    faults.push('OIDC_ISSUER: must be an https:// address (http:// on this machine only), without a query');
  if (env.OIDC_ALLOWED_DOMAINS !== undefined && !areDomains(env.OIDC_ALLOWED_DOMAINS))
    faults.push(
      'OIDC_ALLOWED_DOMAINS: must be domains separated by commas, such as hanoi.gov.vn,nghean.gov.vn',
    );
  if (env.OIDC_MAKE_ADMINS !== 'false')
    faults.push('OIDC_MAKE_ADMINS: claims no longer make administrators; remove it');
  return faults;
}

export const isLoopback = (hostname: string) => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSafe && search === '' && hash === '';
}

const domainsOf = (list: string) =>
  list
    .toLowerCase()
    .split(',')
    .map((domain) => domain.trim());

const areDomains = (list: string) =>
  domainsOf(list).every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain));
