import { Secret, TOTP } from 'otpauth';

/** What an authenticator app shows. @param secret in base32, with or without spaces */
export function codeAt(secret: string, at: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp: at.getTime() });
}
