import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  mockCredentials,
  mockErrorHandler,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import express, { type Router } from 'express';
import request from 'supertest';
import { Databases } from '../__testUtils__/databases';
import { deviations } from '../__testUtils__/openapi';
import type { Authorizer } from '../authorization/Authorizer';
import {
  append,
  OLIVIA,
  ORDERS,
  PAYMENTS,
  PLANNER,
  storyOf,
} from '../history/__testUtils__/facts';
import { HistoryReader } from '../history/HistoryReader';
import { openApiDocument } from '../schema/openapi.generated';
import { addHistoryRoutes } from './history';

jest.setTimeout(60_000);

describe('the routes of the history', () => {
  const databases = new Databases();
  let app: express.Express;
  let groups: string[];
  let refused: boolean;

  beforeEach(async () => {
    groups = [];
    refused = false;
    const db = await databases.migrated('SQLITE_3');
    await append(db, [
      ...storyOf(1),
      ...storyOf(2, { productRef: PAYMENTS }),
      { actor: OLIVIA, action: 'binding.ignored', cluster: 'main' },
    ]);
    const router = createValidatedOpenApiRouter(
      openApiDocument as never,
    ) as unknown as Router;
    const authorizer = {
      async caller() {
        if (refused) throw new NotAllowedError('not you');
        return mockCredentials.user(OLIVIA);
      },
      async isOneOf(_: unknown, allowed: string[]) {
        return allowed.some(group => groups.includes(group));
      },
    };
    addHistoryRoutes(router, {
      authorizer: authorizer as unknown as Authorizer,
      config: { operators: ['group:default/ops'], governance: [] },
      history: new HistoryReader({ db }),
      relationships: {
        visibleTo: async () => (product, consumer) =>
          product !== PAYMENTS &&
          consumer !== undefined &&
          [PLANNER, ORDERS].includes(consumer),
      },
    });
    app = express().use(router).use(mockErrorHandler());
  });

  it('gives what the caller may see, as the document says', async () => {
    const { status, body } = await request(app).get('/v1/history?limit=3');
    expect(status).toBe(200);
    expect(deviations('get', '/history', 200, body)).toEqual([]);
    expect(body).toMatchObject({ totalItems: 4, nextCursor: 's2' });
    groups = ['group:default/ops'];
    const { body: more } = await request(app).get('/v1/history');
    expect(more.items.map((e: { seq: number }) => e.seq)).toEqual([
      9, 4, 3, 2, 1,
    ]);
  });

  it('takes filters, short references too', async () => {
    const { body } = await request(app).get(
      '/v1/history?product=orders&consumer=route-planner&action=grant.&from=2026-11-25T10:00:03Z',
    );
    expect(body.items.map((e: { seq: number }) => e.seq)).toEqual([4]);
    for (const query of ['product=:x', 'cursor=x', 'colour=red']) {
      const { status } = await request(app).get(`/v1/history?${query}`);
      expect([query, status]).toEqual([query, 400]);
    }
  });

  it('exports as files', async () => {
    const json = await request(app).get('/v1/history/export');
    expect(json.status).toBe(200);
    expect(deviations('get', '/history/export', 200, json.body)).toEqual([]);
    expect(json.body).toHaveLength(4);
    expect(json.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="data-mesh-history-\d{4}-\d\d-\d\d\.json"$/,
      ),
    });
    const csv = await request(app).get(
      '/v1/history/export?format=csv&cluster=main&topic=sales.orders.v1',
    );
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.headers['content-disposition']).toMatch(/\.csv"$/);
    expect(csv.text.split('\r\n')).toHaveLength(6);
  });

  it('gives nothing to whom the permission policy refuses', async () => {
    refused = true;
    for (const path of ['/v1/history', '/v1/history/export']) {
      expect((await request(app).get(path)).status).toBe(403);
    }
  });
});
