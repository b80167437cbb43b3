import type { Viewer } from '../../identity/viewer.js';
import { NotAllowed, RuleBroken } from '../../platform/errors.js';
import type { LeaderRef, Naming, SideLeaders } from './leaders.types.js';

export interface Change {
  sector: string;
  from: LeaderRef | null;
  to: LeaderRef | null;
}

/** Its coordinator for a side, and administrators, who keep its accounts. */
export function isNamer({ role, party: own }: Pick<Viewer, 'role' | 'party'>, party: string): boolean {
  return role === 'admin' || (role === 'coordinator' && own?.code === party);
}

/** @throws NotAllowed */
export function mayName(viewer: Viewer, party: string): void {
  if (!isNamer(viewer, party)) throw new NotAllowed(ownSideOnly);
}

/** What would be another. @throws RuleBroken on a sector that is none or comes twice, or an account that does not lead the side */
export function changesOf({ sectors, leaders }: SideLeaders, namings: readonly Naming[]): Change[] {
  const codes = namings.map(({ sector }) => sector);
  return namings.flatMap(({ sector: code, leader: id }, place): Change[] => {
    const field = `leaders.${place}`;
    const now = sectors.find(({ sector }) => sector.code === code);
    if (!now) throw new RuleBroken(noSector, `${field}.sector`);
    if (codes.indexOf(code) !== place) throw new RuleBroken(twice, `${field}.sector`);
    if (id === (now.leader?.id ?? null)) return [];
    const to = leaders.find((one) => one.id === id) ?? null;
    if (id !== null && to === null) throw new RuleBroken(noLeader, `${field}.leader`);
    return [{ sector: code, from: now.leader, to }];
  });
}

const ownSideOnly = {
  vi: 'Chỉ văn phòng cấp ủy của bên đó hoặc quản trị viên mới phân công lãnh đạo phụ trách.',
  en: 'Only that side’s committee office or an administrator can name its leaders in charge.',
};
const noSector = { vi: 'Thỏa thuận không có lĩnh vực này.', en: 'The agreement has no such sector.' };
const twice = { vi: 'Lĩnh vực này được ghi hai lần.', en: 'This sector is named twice.' };
const noLeader = {
  vi: 'Chỉ phân công được tài khoản lãnh đạo đang hoạt động của bên này.',
  en: 'Only an active account that leads this side can be named.',
};
