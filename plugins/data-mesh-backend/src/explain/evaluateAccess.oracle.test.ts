import fc from 'fast-check';
import {
  askStandardAuthorizer,
  type OracleCase,
} from './__testUtils__/standardAuthorizer';
import {
  ADDRESSES,
  NOBODY,
  worlds,
  type Generated,
  type Question,
} from './__testUtils__/worlds';
import type { AclBinding } from '../kafka/KafkaPort';
import { BindingIndex } from './BindingIndex';
import {
  EVERYONE,
  evaluateAccess,
  type AccessAnswer,
  type AccessVerdict,
  type AccessWorld,
} from './evaluateAccess';

jest.setTimeout(120_000);

const SEED = 20260417;
const WORLDS = 5_000;

/** One question about one world, with Kafka's answer for each of ADDRESSES. */
type Tried = { world: AccessWorld; question: Question; kafka: boolean[] };

const EVERYTHING = {
  patternType: 'LITERAL',
  principal: EVERYONE,
  host: '*',
  operation: 'ALL',
  permission: 'ALLOW',
} as const;

function toVerdict(allowed: boolean[]): AccessVerdict {
  if (allowed.every(Boolean)) return 'allowed';
  return allowed.some(Boolean) ? 'depends' : 'denied';
}

/** The first difference, with everything that is needed to look into it. */
function disagreement<T>(
  tried: Tried[],
  ours: (t: Tried) => T,
  kafkas: (t: Tried) => T,
) {
  const found = tried.find(t => `${ours(t)}` !== `${kafkas(t)}`);
  return (
    found && {
      seed: SEED,
      ours: ours(found),
      kafkas: kafkas(found),
      hosts: ADDRESSES,
      question: found.question,
      world: found.world,
    }
  );
}

describe("evaluateAccess and Kafka's StandardAuthorizer", () => {
  let generated: Generated[];
  let tried: Tried[];

  beforeAll(async () => {
    generated = fc.sample(worlds, { numRuns: WORLDS, seed: SEED });
    const answers = await askStandardAuthorizer(
      generated.map(g => ({ ...g, hosts: ADDRESSES })),
    );
    tried = generated.flatMap(({ world, questions }, i) =>
      questions.map((question, j) => ({
        world,
        question,
        kafka: answers[i][j],
      })),
    );
  });

  it('agree for a client at a known host', () => {
    const found = disagreement(
      tried,
      ({ world, question }) =>
        ADDRESSES.map(
          host => evaluateAccess(world, { ...question, host }).verdict,
        ),
      ({ kafka }) => kafka.map(yes => (yes ? 'allowed' : 'denied')),
    );
    expect(found).toBeUndefined();
  });

  it('agree for a client anywhere: allowed or denied only if from every host', () => {
    const found = disagreement(
      tried,
      ({ world, question }) => evaluateAccess(world, question).verdict,
      ({ kafka }) => toVerdict(kafka),
    );
    expect(found).toBeUndefined();
  });

  it('agree on the hosts from which it is allowed', () => {
    const found = disagreement(
      tried,
      ({ world, question }) => {
        const { verdict, hosts } = evaluateAccess(world, question);
        if (!hosts) return ADDRESSES.map(() => verdict === 'allowed');
        return ADDRESSES.map(
          host => hosts.addresses.includes(host) === (hosts.rule === 'only'),
        );
      },
      ({ kafka }) => kafka,
    );
    expect(found).toBeUndefined();
  });

  it('agree on everyone whom no binding names', () => {
    const found = disagreement(
      tried.filter(({ question }) => question.principal === NOBODY),
      ({ world, question }) =>
        evaluateAccess(world, { ...question, principal: EVERYONE }).verdict,
      ({ kafka }) => toVerdict(kafka),
    );
    expect(found).toBeUndefined();
  });

  it('agree with an index of the bindings too', () => {
    const indexed = new Map(
      generated.map(({ world }): [AccessWorld, AccessWorld] => [
        world,
        { ...world, bindings: new BindingIndex(world.bindings) },
      ]),
    );
    const found = disagreement(
      tried,
      ({ world, question }) =>
        evaluateAccess(indexed.get(world)!, question).verdict,
      ({ kafka }) => toVerdict(kafka),
    );
    expect(found).toBeUndefined();
  });

  it('were asked about every case, each often', () => {
    const seen = new Map<string, number>();
    for (const { world, question } of tried) {
      const { verdict, reason, hosts } = evaluateAccess(world, question);
      const kind = `${world.authorizer}: ${verdict}, ${hosts?.rule ?? reason}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    const all = ['standard', 'open'].flatMap(authorizer =>
      [
        'allowed, super-user',
        'allowed, binding',
        'depends, only',
        'depends, except',
        'denied, deny-binding',
        'denied, no-binding',
        ...(authorizer === 'open' ? ['allowed, open'] : []),
      ].map(kind => `${authorizer}: ${kind}`),
    );
    expect([...seen.keys()].sort()).toEqual(all.sort());
    expect(Math.min(...seen.values())).toBeGreaterThan(300);
  });

  it('agree on each binding alone: those that count are listed, and no others', async () => {
    const [host] = ADDRESSES;
    const cases: (OracleCase & { answer: AccessAnswer; alone: AclBinding })[] =
      tried
        .filter((_, i) => i % 20 === 0)
        .flatMap(({ world, question }) => {
          const bindings = world.bindings as AclBinding[];
          const { resourceType, resourceName } = question;
          const standard: AccessWorld = {
            bindings,
            superUsers: [],
            authorizer: 'standard',
          };
          const answer = evaluateAccess(standard, { ...question, host });
          return bindings.map(alone => ({
            answer,
            alone,
            // Whether a binding denies shows where everything is allowed.
            world: {
              bindings:
                alone.permission === 'ALLOW'
                  ? [alone]
                  : [alone, { ...EVERYTHING, resourceType, resourceName }],
              superUsers: [],
              authorizer: 'standard',
            },
            hosts: [host],
            questions: [question],
          }));
        });
    const answers = await askStandardAuthorizer(cases);
    const wrong = cases.find(({ answer, alone }, i) => {
      const [[allowed]] = answers[i];
      return alone.permission === 'ALLOW'
        ? answer.allowedBy.includes(alone) !== allowed
        : answer.deniedBy.includes(alone) === allowed;
    });
    expect(wrong).toBeUndefined();
    expect(cases.length).toBeGreaterThan(1_000);
  });
});
