import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { Provider, type Configuration } from 'oidc-provider';

/** Who signs in at the provider next, and what it says of them; false: they give up. */
export type Person = Record<string, unknown> & {
  sub: string;
  /** What stands in the ID token; all else is told at the userinfo address. */
  idToken?: Record<string, unknown>;
};

export interface TestProvider {
  issuer: string;
  person: Person | false;
  /** How it behaves: as it should, not answering, or answering with an error. */
  conduct: 'answer' | 'hang' | 'fail';
  stop(): Promise<void>;
}

export const CLIENT = { id: 'tracker', secret: 'a-secret-of-the-tests-only' };

/** A real OpenID provider on loopback. It asks nobody: whoever comes is `person`. */
export async function startOidc(port: number, redirectUri: string): Promise<TestProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const oidc: TestProvider = { issuer, person: false, conduct: 'answer', stop: () => stop(server) };
  const people = new Map<string, Person>();
  const provider = new Provider(issuer, configuration(redirectUri, people));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (oidc.conduct === 'hang') return;
    if (oidc.conduct === 'fail') return void response.writeHead(503).end();
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const { person } = oidc;
    if (person) people.set(person.sub, person);
    const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' };
    void provider.interactionFinished(request, response, result);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return oidc;
}

function configuration(redirectUri: string, people: Map<string, Person>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only-for-tests'] },
    claims: {
      openid: ['sub', 'party', 'body', 'role'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: (use) => claimsOf(people.get(sub), sub, use),
    }),
    // Nobody is asked whether the program may know: it is the offices' own.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: CLIENT.id, accountId: oidc.session!.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

function claimsOf(
  person: Person | undefined,
  sub: string,
  use: string,
): Record<string, unknown> & { sub: string } {
  if (!person) return { sub };
  const { idToken, ...told } = person;
  return use === 'id_token' ? { ...idToken, sub } : told;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Follows a browser through the provider, with its cookies. @returns where it is sent in the end: back to us */
export async function throughProvider(url: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(url);
  const { origin } = at;
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [pair] = each.split(';');
      cookies.set(pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at);
    if (at.origin !== origin) return at;
  }
  throw new Error('The provider leads in a circle');
}
