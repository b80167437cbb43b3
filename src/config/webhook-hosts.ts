/** A name, an address or a name with its port. */
const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/;

/** Receivers that may be in a private network and without TLS, as WEBHOOK_ALLOW names them: `receiver.internal, 10.1.2.3:8080`. */
export function webhookHosts(list: string): string[] {
  return list
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
}

export function faultsOfWebhookHosts(list: unknown): string[] {
  const isSound = typeof list === 'string' && webhookHosts(list).every((host) => HOST.test(host));
  return isSound ? [] : ['WEBHOOK_ALLOW: must be hosts, each optionally with its port, separated by commas'];
}
