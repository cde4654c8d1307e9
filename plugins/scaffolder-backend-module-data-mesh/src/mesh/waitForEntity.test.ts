import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createWaitForEntity } from './waitForEntity';

const REF = 'dataproduct:default/returns';
const soon = { everyMs: 1, atMostMs: 50 };
const context = () => ({
  logger: mockServices.logger.mock(),
  getInitiatorCredentials: async () => mockCredentials.user(),
});

describe('waiting for the catalog', () => {
  it('ends once the entity is there, whatever the catalog said before', async () => {
    const ctx = context();
    const getEntityByRef = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce({ kind: 'DataProduct' });
    const wait = createWaitForEntity({ getEntityByRef }, { everyMs: 1 });
    await wait(REF, ctx);
    expect(getEntityByRef).toHaveBeenCalledTimes(3);
    expect(ctx.logger.warn).not.toHaveBeenCalled();
  });

  it('fails no task whose product is published, and says what is wrong', async () => {
    const ctx = context();
    const getEntityByRef = jest.fn().mockRejectedValue(new Error('away'));
    await createWaitForEntity({ getEntityByRef }, soon)(REF, ctx);
    expect(ctx.logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/is published, but .*: away$/),
    );
  });

  it('ends with a task that is cancelled', async () => {
    const getEntityByRef = jest.fn(async () => undefined);
    const wait = createWaitForEntity(
      { getEntityByRef },
      { everyMs: 60_000, atMostMs: 60_000 },
    );
    await wait(REF, { ...context(), signal: AbortSignal.timeout(10) });
    expect(getEntityByRef).toHaveBeenCalledTimes(1);
  });
});
