import { ConfigReader } from '@backstage/config';
import { readCollatorConfig } from './readCollatorConfig';

const read = (dataMesh?: object) =>
  readCollatorConfig(
    new ConfigReader(
      dataMesh ? { search: { collators: { dataMesh: { ...dataMesh } } } } : {},
    ),
  );

describe('readCollatorConfig', () => {
  it('is every ten minutes and the catalog’s pages unless told otherwise', () => {
    expect(read()).toEqual({
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 10 },
      },
      locationTemplate: '/catalog/:namespace/:kind/:name',
    });
  });

  it('takes what it is told', () => {
    const schedule = { frequency: { seconds: 30 }, timeout: { minutes: 1 } };
    expect(read({ schedule, locationTemplate: '/data/:name' })).toMatchObject({
      schedule,
      locationTemplate: '/data/:name',
    });
  });

  it('names the key that cannot be used', () => {
    expect(() => read({ schedule: { timeout: { minutes: 1 } } })).toThrow(
      'search.collators.dataMesh.schedule.frequency',
    );
    expect(() => read({ locationTemplate: 7 })).toThrow(
      'search.collators.dataMesh.locationTemplate',
    );
  });
});
