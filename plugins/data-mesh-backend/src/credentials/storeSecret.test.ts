import { storeSecret } from './storeSecret';

const secret = {
  cluster: 'main',
  consumer: 'component:default/route-planner',
  username: 'route-planner',
  password: 'n0t-to-be-seen',
  mechanism: 'SCRAM-SHA-512',
};

describe('storeSecret', () => {
  it('hands all of it over, and says where it was put', async () => {
    const store = jest.fn(async () => 'kafka/route-planner in Vault');
    expect(await storeSecret({ store }, secret)).toBe(
      'kafka/route-planner in Vault',
    );
    expect(store).toHaveBeenCalledWith(secret);
  });

  it('does not wait for a sink that hangs', async () => {
    const store = () => new Promise<string>(() => {});
    await expect(storeSecret({ store }, secret, 20)).rejects.toThrow(
      'no answer within 20 ms',
    );
  });

  it('rids what a careless sink says of the password', async () => {
    const failing = async () => {
      throw new Error(`POST {"password":"${secret.password}"} failed`);
    };
    await expect(storeSecret({ store: failing }, secret)).rejects.toThrow(
      'POST {"password":"…"} failed',
    );
    const telling = async () => `vault?value=${secret.password}`;
    expect(await storeSecret({ store: telling }, secret)).toBe('vault?value=…');
  });
});
