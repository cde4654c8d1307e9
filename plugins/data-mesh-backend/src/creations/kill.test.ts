import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Admin } from 'kafkajs';
import createKnex from 'knex';
import { fetch } from 'undici';
import { MIGRATIONS } from '../__testUtils__/databases';
import { KilledChild } from '../__testUtils__/KilledChild';
import {
  testRegistryUrl,
  uniquePrefix,
  witness,
} from '../__testUtils__/testKafka';
import { eventually } from '../kafka/__testUtils__/eventually';
import { openWorld, type Call } from './__testUtils__/world';

jest.setTimeout(400_000);

const CHILD = path.join(__dirname, '__testUtils__/killedCall.ts');
const NOW = 1_790_000_000_000;

/** Real `kill -9` at each step, against a real broker and schema registry. */
describe('a call that is killed', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-call-'));
  const template = path.join(dir, 'template.sqlite');
  const prefix = uniquePrefix();
  const child = new KilledChild(CHILD, dir);
  const registry = testRegistryUrl();
  let admin: Admin;
  let count = 0;

  beforeAll(async () => {
    await child.prepare();
    admin = witness().admin();
    await admin.connect();
    const db = createKnex({
      client: 'better-sqlite3',
      connection: { filename: template },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    await db.migrate.latest({ directory: MIGRATIONS });
    await db('clusters').insert({
      name: 'main',
      pass: 1,
      light_at: NOW,
      full_at: NOW,
    });
    await db.destroy();
  });

  afterAll(async () => {
    const left = (await admin.listTopics()).filter(t => t.startsWith(prefix));
    if (left.length > 0) await admin.deleteTopics({ topics: left });
    await admin.disconnect();
    for (const name of await subjects(prefix)) {
      await fetch(`${registry}/subjects/${name}`, { method: 'DELETE' });
      await fetch(`${registry}/subjects/${name}?permanent=true`, {
        method: 'DELETE',
      });
    }
    fs.rmSync(dir, { recursive: true, force: true });
  });

  async function subjects(of: string): Promise<string[]> {
    const all = (await (
      await fetch(`${registry}/subjects`)
    ).json()) as string[];
    return all.filter(name => name.startsWith(of));
  }

  async function versions(topic: string): Promise<unknown> {
    const url = `${registry}/subjects/${topic}-value/versions`;
    const answer = await fetch(url);
    return answer.ok ? answer.json() : [];
  }

  async function level(topic: string): Promise<string | undefined> {
    const answer = await fetch(`${registry}/config/${topic}-value`);
    const body = (await answer.json()) as { compatibilityLevel?: string };
    return body.compatibilityLevel;
  }

  const killed = (filename: string, at: number, call: Call) =>
    child.run('KILLED_CALL', { filename, at, call });

  async function withWorld<T>(
    filename: string,
    task: (world: ReturnType<typeof openWorld>) => Promise<T>,
  ): Promise<T> {
    const world = openWorld(filename);
    try {
      return await task(world);
    } finally {
      await world.close();
    }
  }

  /** Calls are made, the last of them killed and then made again. */
  async function scenario(calls: Array<Call['do']>, at: number) {
    count += 1;
    const topic = `${prefix}s${count}.v1`;
    const filename = path.join(dir, `${count}.sqlite`);
    fs.copyFileSync(template, filename);
    const last = calls[calls.length - 1];
    await withWorld(filename, async world => {
      for (const each of calls.slice(0, -1)) {
        await world.run({ do: each, topic });
      }
    });
    const outcome = await killed(filename, at, { do: last, topic });
    const again = await withWorld(filename, world =>
      world.run({ do: last, topic }).catch((error: Error) => error.message),
    );
    return { topic, filename, outcome, again };
  }

  async function state(topic: string, filename: string) {
    return withWorld(filename, async ({ db }) => ({
      topics: (await admin.listTopics()).filter(name => name === topic),
      versions: await versions(topic),
      creations: (await db('creations').orderBy('kind').select()).map(
        ({ kind, state: stands }) => `${kind} ${stands}`,
      ),
      history: (await db('history').orderBy('seq').select()).map(
        ({ action }) => action,
      ),
      snapshot: (await db('topics').select()).map(({ name }) => name),
    }));
  }

  /** Once all is undone there is nothing left to undo again. */
  function verdictOf(again: unknown): unknown {
    const left: unknown = Reflect.get(Object(again), 'left');
    return /undone already/.test(String(again)) ||
      (Array.isArray(left) && left.length === 0)
      ? 'undone'
      : again;
  }

  /** @returns how many steps the call has when nobody kills it */
  async function stepsOf(calls: Array<Call['do']>): Promise<number> {
    const { outcome } = await scenario(calls, 0);
    const steps = Number(/^steps (\d+)$/.exec(outcome)?.[1]);
    if (!steps) throw new Error(outcome);
    return steps;
  }

  async function undo(topic: string, filename: string) {
    const undone = await withWorld(filename, world =>
      world.run({ do: 'undo', topic }),
    );
    expect(undone).toMatchObject({ left: [] });
    await eventually(async () => {
      const after = await state(topic, filename);
      expect([after.topics, after.versions, after.snapshot]).toEqual([
        [],
        [],
        [],
      ]);
    });
    expect(await level(topic)).not.toBe('FULL');
  }

  it('creates one topic, wherever it died, and undoing leaves none', async () => {
    const steps = await stepsOf(['topic']);
    expect(steps).toBeGreaterThan(5);
    for (let at = 1; at <= steps; at += 1) {
      const { topic, filename, outcome, again } = await scenario(['topic'], at);
      expect({ at, outcome }).toEqual({ at, outcome: 'SIGKILL' });
      expect({ at, again }).toMatchObject({
        at,
        again: { creation: { state: 'created', topic: { partitions: 2 } } },
      });
      expect({ at, ...(await state(topic, filename)) }).toEqual({
        at,
        topics: [topic],
        versions: [],
        creations: ['topic created'],
        history: ['topic.created'],
        snapshot: [topic],
      });
      await undo(topic, filename);
    }
  });

  it('changes a topic and tells it once, wherever it died', async () => {
    const changed = async (at: number) => {
      count += 1;
      const topic = `${prefix}s${count}.v1`;
      const filename = path.join(dir, `${count}.sqlite`);
      fs.copyFileSync(template, filename);
      const plan = await withWorld(filename, async world => {
        await world.run({ do: 'topic', topic });
        return (await world.run({ do: 'plan-change', topic })) as {
          hash: string;
        };
      });
      const call: Call = { do: 'change', topic, planHash: plan.hash };
      const outcome = await killed(filename, at, call);
      const again = await withWorld(filename, world => world.run(call));
      return { topic, filename, plan, outcome, again };
    };
    const alive = await changed(0);
    const steps = Number(/^steps (\d+)$/.exec(alive.outcome)?.[1]);
    expect(steps).toBeGreaterThan(8);
    for (let at = 1; at <= steps; at += 1) {
      const { topic, filename, plan, outcome, again } = await changed(at);
      expect({ at, outcome, again }).toEqual({
        at,
        outcome: 'SIGKILL',
        again: plan,
      });
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      expect(topics[0].partitions).toHaveLength(4);
      const { history } = await state(topic, filename);
      expect({ at, history }).toEqual({
        at,
        history: ['topic.created', 'topic.changed'],
      });
      await withWorld(filename, async ({ db }) => {
        const [row] = await db('topic_changes').select();
        expect(row.state).toBe('changed');
        const [seen] = await db('topics').select();
        expect([seen.partitions, seen.configs]).toEqual([
          4,
          expect.stringContaining('"120000"'),
        ]);
      });
    }
  });

  it('registers one version, wherever it died, and undoing leaves none', async () => {
    const steps = await stepsOf(['topic', 'schema']);
    expect(steps).toBeGreaterThan(8);
    for (let at = 1; at <= steps; at += 1) {
      const { topic, filename, outcome, again } = await scenario(
        ['topic', 'schema'],
        at,
      );
      expect({ at, outcome }).toEqual({ at, outcome: 'SIGKILL' });
      expect({ at, again }).toMatchObject({ at, again: { version: 1 } });
      expect({ at, ...(await state(topic, filename)) }).toEqual({
        at,
        topics: [topic],
        versions: [1],
        creations: ['schema created', 'topic created'],
        history: ['topic.created', 'schema.registered'],
        snapshot: [topic],
      });
      expect(await level(topic)).toBe('FULL');
      await undo(topic, filename);
    }
  });

  it('undoes all of it once, wherever it died', async () => {
    const calls: Array<Call['do']> = ['topic', 'schema', 'undo'];
    const steps = await stepsOf(calls);
    expect(steps).toBeGreaterThan(15);
    for (let at = 1; at <= steps; at += 1) {
      const { topic, filename, outcome, again } = await scenario(calls, at);
      expect({ at, outcome }).toEqual({ at, outcome: 'SIGKILL' });
      expect({ at, again: verdictOf(again) }).toEqual({ at, again: 'undone' });
      await eventually(async () => {
        const { history, ...after } = await state(topic, filename);
        expect({ at, ...after }).toEqual({
          at,
          topics: [],
          versions: [],
          creations: ['schema undone', 'topic undone'],
          snapshot: [],
        });
        expect(history.filter(action => action !== 'run.undone')).toEqual([
          'topic.created',
          'schema.registered',
          'schema.removed',
          'topic.removed',
        ]);
      });
      expect(await level(topic)).not.toBe('FULL');
    }
  });
});
