interface Answer {
  headers: Record<string, string | string[] | number | undefined>;
}

/** Where an answer sends its browser, and what is to be said there: `/tai-khoan#phien, says session`. */
export function goesOn({ headers }: Answer): string {
  const cookie = saidCookie({ headers });
  if (cookie === undefined) return String(headers.location);
  const [said = ''] = cookie.slice('said='.length).split('.');
  const { what } = JSON.parse(Buffer.from(said, 'base64url').toString()) as { what: string };
  return `${headers.location}, says ${what}`;
}

/** The cookie that carries what is to be said, as a browser sends it back. */
export function saidCookie({ headers }: Answer): string | undefined {
  const cookies = [headers['set-cookie'] ?? []].flat().map(String);
  return cookies.find((cookie) => cookie.startsWith('said='))?.split(';')[0];
}
