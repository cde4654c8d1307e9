import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import type { ConfigProblem } from './DataMeshConfig';
import { readPolicies } from './readPolicies';

const POLICY = {
  id: 'owners',
  title: 'Somebody stands behind it',
  why: 'To know whom to ask',
  severity: 'error',
  stage: 'enforce',
  rule: { type: 'owner-exists' },
  remedy: 'Give it an owner.',
};

function read(policies?: JsonValue) {
  const problems: ConfigProblem[] = [];
  const config = new ConfigReader(policies === undefined ? {} : { policies });
  const found = readPolicies(config, problems);
  return {
    ids: found.policies.map(({ id }) => id),
    areUsable: found.areUsable,
    keys: problems.map(({ key }) => key),
  };
}

describe('readPolicies', () => {
  it('takes what can be read', () => {
    expect(read()).toEqual({ ids: [], areUsable: true, keys: [] });
    expect(read([POLICY])).toEqual({
      ids: ['owners'],
      areUsable: true,
      keys: [],
    });
  });

  it.each([
    [
      'would be enforced',
      { ...POLICY, id: 'b', severity: 'awful' },
      false,
      '.severity',
    ],
    [
      'has no stage',
      { ...POLICY, id: 'b', stage: 'enforced' },
      false,
      '.stage',
    ],
    ['has the ID of another', POLICY, false, '.id'],
    ['has a key too many', { ...POLICY, id: 'b', x: 1 }, false, '.x'],
    [
      'has a scope with a key too many',
      { ...POLICY, id: 'b', scope: { x: 1 } },
      false,
      '.scope.x',
    ],
    ['is no document', 'owners', false, ''],
    ['only warns', { ...POLICY, id: 'B', stage: 'warn' }, true, '.id'],
    ['is a draft', { ...POLICY, id: 'B', stage: 'draft' }, true, '.id'],
  ])('says whether one is missed that %s', (_, document, areUsable, key) => {
    expect(read([POLICY, document as JsonValue])).toEqual({
      ids: ['owners'],
      areUsable,
      keys: [`dataMesh.policies[1]${key}`],
    });
  });

  it('misses them all where they are no list', () => {
    expect(read({ owners: POLICY })).toEqual({
      ids: [],
      areUsable: false,
      keys: ['dataMesh.policies'],
    });
  });
});
