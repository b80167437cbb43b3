import { join } from 'node:path';
import { escapeXml } from '../render/chart.js';
import { FONTS } from '../render/fonts.js';

/** A port on which nothing answers: whatever would be fetched is not. */
const NOWHERE = 'http://127.0.0.1:9';

/** All that it learns of this process. */
export function environmentOf(folder: string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    SAL_USE_VCLPLUGIN: 'svp',
    http_proxy: NOWHERE,
    https_proxy: NOWHERE,
  };
}

const setting = (path: string, name: string, value: string) =>
  `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** What a new profile begins with: no macros, links never followed, a proxy that leads nowhere, nothing recovered or reported. */
export const settingsXml = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
  setting('/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  setting('/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
  setting('/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  setting('/org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', 'true'),
  setting('/org.openoffice.Office.Writer/Content/Update', 'Link', '2'),
  setting('/org.openoffice.Inet/Settings', 'ooInetProxyType', '2'),
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((kind) => [
    setting('/org.openoffice.Inet/Settings', `ooInet${kind}ProxyName`, '127.0.0.1'),
    setting('/org.openoffice.Inet/Settings', `ooInet${kind}ProxyPort`, '9'),
  ]),
  setting('/org.openoffice.Office.Recovery/AutoSave', 'Enabled', 'false'),
  setting('/org.openoffice.Office.Common/Save/Document', 'AutoSave', 'false'),
].join('')}</oor:items>`;

/**
 * Where letters are looked for: those of the system and the program's own, which are as wide as Times New Roman and have every Vietnamese
 * letter, where the system has no Times New Roman itself.
 */
export function fontsXml(cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${escapeXml(FONTS)}</dir>
  <cachedir>${escapeXml(cache)}</cachedir>
  <match target="pattern">
    <test name="family" compare="eq"><string>Times New Roman</string></test>
    <edit name="family" mode="append_first" binding="strong"><string>Tinos</string></edit>
  </match>
  <alias binding="same"><family>Times New Roman</family><accept><family>Tinos</family></accept></alias>
</fontconfig>
`;
}
