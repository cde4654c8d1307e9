import fc from 'fast-check';
import type { AclBinding } from '../kafka/KafkaPort';
import { worlds } from './__testUtils__/worlds';
import { BindingIndex } from './BindingIndex';
import { matchesResource } from './matchesResource';

const texts = (list: AclBinding[]) => list.map(b => JSON.stringify(b)).sort();

describe('BindingIndex', () => {
  it('finds for each resource what matches it, each binding once', () => {
    fc.assert(
      fc.property(worlds, ({ world, questions }) => {
        const index = new BindingIndex(world.bindings);
        for (const { resourceType, resourceName } of questions) {
          expect(texts(index.matching(resourceType, resourceName))).toEqual(
            texts(
              world.bindings.filter(b =>
                matchesResource(b, resourceType, resourceName),
              ),
            ),
          );
        }
      }),
    );
  });

  it('keeps the types of resources apart', () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const index = new BindingIndex(world.bindings);
        for (const type of ['TOPIC', 'GROUP', 'CLUSTER'] as const) {
          expect(texts(index.ofType(type))).toEqual(
            texts(world.bindings.filter(b => b.resourceType === type)),
          );
        }
      }),
    );
  });

  it('takes a pattern that it does not know to match nothing', () => {
    const newer = {
      resourceType: 'TOPIC',
      resourceName: 'a',
      patternType: 'UNKNOWN_7',
      principal: 'User:a',
      host: '*',
      operation: 'READ',
      permission: 'ALLOW',
    } as unknown as AclBinding;
    expect(matchesResource(newer, 'TOPIC', 'a')).toBe(false);
    expect(new BindingIndex([newer]).matching('TOPIC', 'a')).toEqual([]);
  });
});
