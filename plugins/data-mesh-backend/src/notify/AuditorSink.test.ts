import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { HISTORY_ACTIONS } from '../history/actions';
import { append, storyOf } from '../history/__testUtils__/facts';
import { verifyHistory } from '../history/verifyHistory';
import { entry } from './__testUtils__/entries';
import { auditorEventOf, AuditorSink } from './AuditorSink';
import { HistoryFollower } from './HistoryFollower';

jest.setTimeout(60_000);

/** An auditor that remembers what it was told. */
function fakeAuditor() {
  const events: object[] = [];
  return {
    events,
    async createEvent(options: object) {
      return {
        async success() {
          events.push({ ...options, status: 'succeeded' });
        },
        async fail({ error }: { error: Error }) {
          events.push({ ...options, status: error.message });
        },
      };
    },
  };
}

describe('what the auditor is told', () => {
  it.each(HISTORY_ACTIONS)('names %s in kebab case', action => {
    expect(auditorEventOf(entry(1, action)).eventId).toMatch(
      /^access(-[a-z]+)+$/,
    );
  });

  it('has the subject in its meta, and no undefined', () => {
    const { meta, severityLevel, error } = auditorEventOf(
      entry(7, 'grant.activated', { grantId: 'g', topic: undefined }),
    );
    expect(meta).toEqual({
      seq: 7,
      at: '2026-11-25T10:00:00.007Z',
      actor: 'plugin:data-mesh',
      action: 'grant.activated',
      sentence: 'grant.activated happened',
      grantId: 'g',
      details: {},
      hash: 'h',
    });
    expect('topic' in meta).toBe(false);
    expect(severityLevel).toBe('high');
    expect(error).toBeUndefined();
  });

  it.each([
    ['decision.refused', { code: 'NOT_ALLOWED', message: 'not your own' }],
    ['grant.failed', { reason: 'not your own' }],
  ])('is a failure for %s, with its reason', (action, details) => {
    expect(auditorEventOf(entry(1, action, { details })).error?.message).toBe(
      'not your own',
    );
  });
});

describe.each(DATABASES)('AuditorSink on %s', id => {
  const databases = new Databases();
  let db: Knex;

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  it('passes entries on, and then a head to verify the history by', async () => {
    const auditor = fakeAuditor();
    const sink = new AuditorSink({ auditor, db });
    const follower = new HistoryFollower({
      db,
      sinks: [sink],
      logger: mockServices.logger.mock(),
    });
    await sink.publishHead();
    await follower.begin();
    await append(db, [
      ...storyOf(1).slice(0, 1),
      {
        actor: 'user:default/eve',
        action: 'decision.refused',
        details: { message: 'not your own' },
      },
    ]);
    await follower.tick();
    await follower.tick();
    expect(auditor.events).toMatchObject([
      {
        eventId: 'access-request-submitted',
        status: 'succeeded',
        meta: { seq: 1, product: 'dataproduct:default/orders' },
      },
      { eventId: 'access-decision-refused', status: 'not your own' },
      { eventId: 'history-head', severityLevel: 'medium', meta: { seq: 2 } },
    ]);
    const { meta } = auditor.events[2] as {
      meta: { seq: number; hash: string };
    };
    expect((await verifyHistory(db, { heads: [meta] })).problems).toEqual([]);
    await db('history').where({ seq: 2 }).delete();
    await db('history_head').update({
      seq: 1,
      hash: (await db('history').first()).hash,
    });
    expect((await verifyHistory(db, { heads: [meta] })).problems).toMatchObject(
      [{ seq: 2, kind: 'cut-off' }],
    );
  });
});
