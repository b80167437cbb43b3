import { describe, expect, it } from '@jest/globals';
import { isRefusal, mailFaultOf } from './mail-fault.js';

describe('what an SMTP error means', () => {
  it.each([
    [{ responseCode: 550, response: '550 5.1.1 No such user' }, 'permanent', 'smtp_550: 5.1.1 No such user'],
    [{ responseCode: 451, response: '451 Try again later' }, 'passing', 'smtp_451: Try again later'],
    [{ responseCode: 535, code: 'EAUTH', response: '535 Bad password' }, 'passing', 'smtp_535: Bad password'],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED' }, 'passing', 'connection: connect ECONNREFUSED'],
    [{ code: 'EENVELOPE', message: 'No recipients defined' }, 'permanent', 'address: No recipients defined'],
    [{ message: 'cannot read title' }, 'passing', 'internal: cannot read title'],
  ])('%j is %s', (error, lasts, reason) => {
    expect(mailFaultOf(error)).toEqual({ lasts, reason });
    expect(isRefusal(reason)).toBe(lasts === 'permanent');
  });

  it('keeps no key that the server repeats', () => {
    const response =
      '550 Refused: https://hop-tac.example/dat-mat-khau/abc token 8h2Kd93kslWq02mXpZ41nVb7Qe55Lr0t';
    expect(mailFaultOf({ responseCode: 550, response }).reason).toBe('smtp_550: Refused: … token …');
  });

  it('keeps a reason to one line of 200 characters', () => {
    const { reason } = mailFaultOf({ responseCode: 554, response: `554 ${'spam\r\n'.repeat(100)}` });
    expect(reason).toHaveLength(200);
    expect(reason).not.toMatch(/\n/);
  });
});
