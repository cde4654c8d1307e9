import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { createReconcilers } from './createReconcilers';

describe('a cluster where something else than ACLs decides', () => {
  function reconcilers(provisioner?: object) {
    const config = readDataMeshConfig(
      new ConfigReader({
        dataMesh: {
          clusters: {
            main: {
              bootstrapServers: ['127.0.0.1:1'],
              mode: 'manage',
              authorizer: 'external',
              credentials: {
                provisioning: {
                  mechanism: 'PLAIN',
                  username: 'u',
                  password: 'p',
                },
              },
            },
          },
        },
      }),
    );
    const found = createReconcilers({
      config,
      db: {} as Knex,
      provisioners: new Map(
        provisioner ? [['main', provisioner as never]] : [],
      ),
      subjectProvisioners: new Map(),
      onChange: async () => {},
      logger: mockServices.logger.mock(),
    });
    return { config, main: found.get('main')! };
  }

  it('has nothing created on it by ACLs, and is told so', async () => {
    const { config, main } = reconcilers();
    const message = expect.stringMatching(/an ACL would decide nothing/);
    expect(main.decides).toBe(false);
    expect(await main.forbidsCreation()).toEqual(message);
    const problems = [
      { key: 'dataMesh.clusters.main.credentials.provisioning', message },
    ];
    expect(config.problems).toEqual(problems);
    expect(config.clusters[0].problems).toEqual(problems);
    await main.port?.close();
  });

  it('is provisioned by who says how', async () => {
    const { config, main } = reconcilers({});
    expect(main.decides).toBe(true);
    expect(await main.forbidsCreation()).toBeUndefined();
    expect(config.problems).toEqual([]);
  });
});
