import fc from 'fast-check';
import type { AclBinding } from '../kafka/KafkaPort';
import { worlds } from './__testUtils__/worlds';
import { BindingIndex } from './BindingIndex';
import { EVERYONE, evaluateAccess, type AccessAnswer } from './evaluateAccess';
import { matchesResource } from './matchesResource';
import { principalsWithAccess } from './principalsWithAccess';

/** An answer whose lists are compared as sets. */
function sorted(answer: AccessAnswer) {
  const texts = (list: AclBinding[]) => list.map(b => JSON.stringify(b)).sort();
  return {
    ...answer,
    allowedBy: texts(answer.allowedBy),
    deniedBy: texts(answer.deniedBy),
    otherHosts: texts(answer.otherHosts),
  };
}

describe('principalsWithAccess', () => {
  it('gives everyone the answer that they would get if they asked themselves', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.constantFrom(undefined, '10.0.0.1'),
        ({ world, questions }, host) => {
          for (const { operation, resourceType, resourceName } of questions) {
            const resource = { resourceType, resourceName };
            const access = principalsWithAccess(
              world,
              resource,
              operation,
              host,
            );
            const all = [
              ...access.principals,
              { principal: EVERYONE, answer: access.everyoneElse },
            ];
            for (const { principal, answer } of all) {
              expect(sorted(answer)).toEqual(
                sorted(
                  evaluateAccess(world, {
                    principal,
                    host,
                    operation,
                    ...resource,
                  }),
                ),
              );
            }
          }
        },
      ),
    );
  });

  it('names each super-user and whoever a binding on the resource names, once', () => {
    fc.assert(
      fc.property(worlds, ({ world, questions }) => {
        for (const { operation, resourceType, resourceName } of questions) {
          const { principals } = principalsWithAccess(
            world,
            { resourceType, resourceName },
            operation,
          );
          const named = world.bindings
            .filter(b => matchesResource(b, resourceType, resourceName))
            .map(b => b.principal);
          const expected = new Set([...world.superUsers, ...named]);
          expected.delete(EVERYONE);
          expect(principals.map(p => p.principal)).toEqual(
            [...expected].sort(),
          );
        }
      }),
    );
  });

  it('answers for one topic in a moment, however large the cluster', () => {
    const bindings = Array.from(
      { length: 50_000 },
      (_, i): AclBinding => ({
        resourceType: i % 4 === 0 ? 'GROUP' : 'TOPIC',
        resourceName: i % 3 === 0 ? `domain-${i % 50}.` : `domain-1.topic-${i}`,
        patternType: i % 3 === 0 ? 'PREFIXED' : 'LITERAL',
        principal: `User:service-${i % 20_000}`,
        host: '*',
        operation: i % 2 === 0 ? 'READ' : 'WRITE',
        permission: 'ALLOW',
      }),
    );
    const resource = {
      resourceType: 'TOPIC' as const,
      resourceName: 'domain-1.topic-5',
    };
    const worldOf = (list: AclBinding[] | BindingIndex) => ({
      bindings: list,
      superUsers: [],
      authorizer: 'standard' as const,
    });
    const begin = performance.now();
    const listed = principalsWithAccess(worldOf(bindings), resource, 'READ');
    const took = performance.now() - begin;
    const indexed = principalsWithAccess(
      worldOf(new BindingIndex(bindings)),
      resource,
      'READ',
    );
    expect(indexed).toEqual(listed);
    expect(listed.principals.length).toBeGreaterThan(200);
    // Some milliseconds; anything quadratic would take minutes.
    expect(took).toBeLessThan(1_000);
  });
});
