import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands: SHA-1, six digits, thirty seconds (RFC 6238). */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'Theo dõi hợp tác';
const SECRET_BYTES = 20;

export function newSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes;
}

/** For typing in by hand: groups of four. */
export function secretText(secret: Uint8Array): string {
  return secretOf(secret).base32.replace(/.{4}(?=.)/g, '$& ');
}

/** What the square picture says. */
export function otpauthUri(secret: Uint8Array, email: string): string {
  return new TOTP({ ...settings, issuer: ISSUER, label: email, secret: secretOf(secret) }).toString();
}

/**
 * The step to which a code belongs, of the present one and its two neighbours: clocks differ, and people type slowly.
 * @returns null where it belongs to none
 */
export function stepOf(secret: Uint8Array, code: string, at: Date): number | null {
  // The library compares bytes, and falls over where characters are more than bytes.
  if (!/^\d{6}$/.test(code)) return null;
  const delta = TOTP.validate({
    ...settings,
    token: code,
    secret: secretOf(secret),
    timestamp: at.getTime(),
    window: 1,
  });
  return delta === null ? null : TOTP.counter({ period: settings.period, timestamp: at.getTime() }) + delta;
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
