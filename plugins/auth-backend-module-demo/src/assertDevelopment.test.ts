import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { assertDevelopment } from './assertDevelopment';
import { isLoopback } from './loopback';

function check(
  listen: JsonValue,
  env: Parameters<typeof assertDevelopment>[1] = { NODE_ENV: 'development' },
) {
  return () =>
    assertDevelopment(
      new ConfigReader({
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://127.0.0.1:7007', listen },
      }),
      env,
    );
}

describe('assertDevelopment', () => {
  it.each<[JsonValue]>([
    [{ host: '127.0.0.1', port: 7007 }],
    [{ host: '::1' }],
    [{ host: 'localhost' }],
    ['127.0.0.1:7007'],
  ])('accepts a backend that listens on %j', listen => {
    expect(check(listen)).not.toThrow();
  });

  it.each<[JsonValue]>([
    [':7007'],
    ['0.0.0.0:7007'],
    [{ host: '' }],
    [{ host: '::' }],
    [{ host: '10.0.0.7' }],
    [{ host: '127.0.0.1.example.com' }],
  ])('refuses a backend that listens on %j', listen => {
    expect(check(listen)).toThrow('backend.listen');
  });

  it('needs development, or a test process that really is one', () => {
    const host = { host: '127.0.0.1' };
    expect(
      check(host, { NODE_ENV: 'test', JEST_WORKER_ID: '1' }),
    ).not.toThrow();
    expect(check(host, { NODE_ENV: 'test' })).toThrow('not "test"');
    expect(check(host, {})).toThrow(
      'NODE_ENV must be "development", but is not',
    );
    expect(
      check(host, { NODE_ENV: 'production', JEST_WORKER_ID: '1' }),
    ).toThrow('not "production"');
  });
});

describe('isLoopback', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
  ])('knows %s as this machine', host => expect(isLoopback(host)).toBe(true));

  it.each([
    '',
    '0.0.0.0',
    '::',
    '127.0.0.1.evil.example',
    '127.1',
    'localhost.evil.example',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    '127.0.0.256',
  ])('does not take %s for this machine', host =>
    expect(isLoopback(host)).toBe(false),
  );
});
