import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  getMetadataStorage,
  validateSync,
} from 'class-validator';
import { join, resolve } from 'node:path';
import { faultsOfSso, ssoSettingsOf, type SsoSettings } from './sso-settings.js';
import { faultOfLibreOffice, libreOfficeOf } from './libreoffice.js';
import { IsDay } from '../platform/http/input.js';
import { OwnAddress } from '../platform/http/own-address.js';
import type { StoreLimits } from '../platform/storage/file-store.js';
import { faultsOfAddresses, productionSecrets } from './addresses.js';
import { faultsOfWebhookHosts, webhookHosts } from './webhook-hosts.js';
import { trustedProxies } from '../platform/http/trusted-proxies.js';

const REPLY_PATTERN = /^[^\s@<>,;"]*\{digest\}[^\s@<>,;"]*@[^\s@<>,;"]+$/;

const toNumber = Transform(({ value }) => (value === undefined ? undefined : Number(value)));

/**
 * The environment, read and checked once. The only reader of process.env.
 * With DATABASE_URL the program is in production mode: no demo, secrets required.
 */
export class Config {
  @IsOptional() @IsString() DATABASE_URL?: string;
  @IsOptional() @IsString() REDIS_URL?: string;
  @IsOptional() @IsString() SMTP_URL?: string;
  /** Address that links in mails start with. */
  @IsOptional() @IsString() PUBLIC_URL?: string;
  @toNumber @IsInt() @Min(0) @Max(65535) PORT = 3000;
  @IsString() HOST = '127.0.0.1';
  @IsIn(['web', 'worker', 'all']) ROLE: 'web' | 'worker' | 'all' = 'all';
  @IsString() DATA_DIR = '.data';
  @IsOptional() @IsString() @MinLength(32) SESSION_SECRET?: string;
  @toNumber @IsInt() @Min(0) @Max(65535) MAILBOX_PORT = 1080;
  @toNumber @IsInt() @Min(0) @Max(65535) SMTP_PORT = 1025;
  @IsDay() DEMO_DATE = '2019-11-20';
  /** Of one evidence file, in MiB. */
  @toNumber @IsInt() @Min(1) @Max(1000) FILE_LIMIT_MIB = 50;
  /** Evidence that one account may send on one day: files, and MiB of all of them. */
  @toNumber @IsInt() @Min(1) @Max(100_000) EVIDENCE_DAY_FILES = 100;
  @toNumber @IsInt() @Min(1) @Max(1_000_000) EVIDENCE_DAY_MIB = 500;
  /** Of all files that one process receives at the same time, in MiB. */
  @toNumber @IsInt() @Min(1) @Max(1_000_000) INCOMING_MIB = 500;
  /** How much of the disk no file takes, in MiB. */
  @toNumber @IsInt() @Min(0) @Max(1_000_000) KEEP_FREE_MIB = 200;
  @IsString() MAIL_FROM = 'Theo dõi hợp tác <khong-tra-loi@tracker.example>';
  /** Where answers to reminders go, with `{digest}` for the number of the mail; without it, mails name no such address. */
  @IsOptional() @Matches(REPLY_PATTERN) MAIL_REPLY_TO?: string;
  /** Proxies whose word counts on where a request came from; see trusted-proxies.ts. */
  @IsString() TRUST_PROXY = 'loopback';
  /** Whoever shows it may read /metrics from anywhere; without it, only this machine may. */
  @IsOptional() @IsString() @MinLength(16) METRICS_TOKEN?: string;
  /** A second, small listener for health and metrics; the only one of a worker. */
  @IsOptional() @toNumber @IsInt() @Min(0) @Max(65535) HEALTH_PORT?: number;
  /** How long, once told to stop, the program goes on serving while it says that it is not ready. */
  @toNumber @IsInt() @Min(0) @Max(30) DRAIN_SECONDS = 0;
  /** Single sign-on: all four or none; see sso-settings.ts. */
  @IsOptional() @IsString() OIDC_ISSUER?: string;
  @IsOptional() @IsString() OIDC_CLIENT_ID?: string;
  @IsOptional() @IsString() OIDC_CLIENT_SECRET?: string;
  @IsOptional() @IsString() OIDC_ALLOWED_DOMAINS?: string;
  @IsString() OIDC_CLAIM_PARTY = 'party';
  @IsString() OIDC_CLAIM_BODY = 'body';
  @IsString() OIDC_CLAIM_ROLE = 'role';
  @IsString() OIDC_CLAIM_EMAIL_VERIFIED = 'email_verified';
  @IsString() OIDC_SCOPE = 'openid email profile';
  @IsString() OIDC_MAKE_ADMINS = 'false';
  /** Makes PDF of offices' own templates: path of soffice, or `off`; see libreoffice.ts. */
  @IsOptional() @IsString() LIBREOFFICE?: string;
  /** Receivers of webhooks that may be in a private network or without TLS; see webhook-hosts.ts. */
  @IsString() WEBHOOK_ALLOW = '';
  /** Where programs are looked for. */
  @IsOptional() @IsString() PATH?: string;
  @IsOptional() @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) LOG_LEVEL?: string;

  /** True where no DATABASE_URL is named: embedded database, demo accounts, a clock that can be set. */
  get demo(): boolean {
    return this.DATABASE_URL === undefined;
  }

  /** In the demo its own mailbox takes answers. */
  get mailReplyTo(): string | null {
    return this.MAIL_REPLY_TO ?? (this.demo ? 'tra-loi+{digest}@tracker.example' : null);
  }

  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://127.0.0.1:${this.PORT}`).replace(/\/+$/, '');
  }

  /** The demo talks to a person, production to a log. */
  get logLevel(): string {
    return this.LOG_LEVEL ?? (this.demo ? 'warn' : 'info');
  }

  get ownAddress(): OwnAddress {
    return new OwnAddress(this.publicUrl, this.demo);
  }

  get secureCookies(): boolean {
    return this.publicUrl.startsWith('https://');
  }

  /** Null where no provider is named. */
  get sso(): SsoSettings | null {
    return ssoSettingsOf(this);
  }

  /** The program; null where there is none. */
  get libreOffice(): string | null {
    return libreOfficeOf(this.LIBREOFFICE, this.PATH);
  }

  get webhookHosts(): string[] {
    return webhookHosts(this.WEBHOOK_ALLOW);
  }

  get dataDir(): string {
    return resolve(this.DATA_DIR);
  }

  /** Where evidence files lie, by their hash. */
  get filesDir(): string {
    return join(this.dataDir, 'files');
  }

  get fileLimitBytes(): number {
    return this.FILE_LIMIT_MIB * 1_048_576;
  }

  get evidenceDay(): { files: number; bytes: number } {
    return { files: this.EVIDENCE_DAY_FILES, bytes: this.EVIDENCE_DAY_MIB * 1_048_576 };
  }

  get storeLimits(): StoreLimits {
    return { incomingBytes: this.INCOMING_MIB * 1_048_576, keepFreeBytes: this.KEEP_FREE_MIB * 1_048_576 };
  }
}

export class ConfigError extends Error {}

/** @throws ConfigError naming every variable that is missing or malformed, never its value */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== '' && known.has(name)),
  );
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const faults = validateSync(config).map(
    (fault) => `${fault.property}: ${Object.values(fault.constraints ?? {}).join('; ')}`,
  );
  faults.push(...faultOfProxies(config.TRUST_PROXY));
  faults.push(...faultsOfSso(config), ...faultOfLibreOffice(config.LIBREOFFICE));
  faults.push(...faultsOfAddresses(config), ...faultsOfWebhookHosts(config.WEBHOOK_ALLOW));
  if (config.demo && !loopback.has(config.HOST)) {
    faults.push(
      `HOST: the demo's password is public, so it listens on ${[...loopback].join(', ')} only; set DATABASE_URL to serve others`,
    );
  }
  for (const name of ['EVIDENCE_DAY_MIB', 'INCOMING_MIB'] as const)
    if (config[name] < config.FILE_LIMIT_MIB)
      faults.push(`${name}: must be at least FILE_LIMIT_MIB, or the largest file could never be uploaded`);
  if (!config.demo) {
    for (const [name, hint] of Object.entries(productionSecrets)) {
      if (config[name as keyof typeof productionSecrets] === undefined)
        faults.push(`${name} is missing: ${hint}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

function faultOfProxies(list: unknown): string[] {
  if (typeof list !== 'string') return [];
  try {
    trustedProxies(list);
    return [];
  } catch (error) {
    return [`TRUST_PROXY: ${(error as Error).message}`];
  }
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** What a validator stands over is read from the environment; and where programs are found. */
export const known: ReadonlySet<string> = new Set([
  ...getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName),
  'PATH',
]);
