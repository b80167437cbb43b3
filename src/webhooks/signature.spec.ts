import { describe, expect, it } from '@jest/globals';
import { secretInWords, signedHeaders } from './signature.js';

describe('the signature of a delivery', () => {
  it('is that of the example in the specification', () => {
    const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const at = new Date(1_614_265_330_000);
    const body = '{"test": 2432232314}';
    expect(signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with a secret that receivers keep in letters', () => {
    expect(secretInWords(Buffer.from([1, 2, 3]))).toBe('whsec_AQID');
  });
});
