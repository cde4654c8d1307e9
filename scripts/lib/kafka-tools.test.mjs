import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKafkaArgs, toolArguments } from './kafka-tools.mjs';

const principals = ['admin', 'route-planner'];
const connection = {
  bootstrap: 'localhost:9092',
  properties: '/c/p.properties',
};

test('without --as it is the administrator', () => {
  assert.deepEqual(parseKafkaArgs(['topics', '--list'], principals), {
    principal: 'admin',
    tool: 'topics',
    rest: ['--list'],
  });
});

for (const as of [['--as', 'route-planner'], ['--as=User:route-planner']]) {
  test(`"${as.join(' ')}" names the principal`, () => {
    assert.equal(
      parseKafkaArgs([...as, 'topics'], principals).principal,
      'route-planner',
    );
  });
}

test('an --as behind the tool belongs to the tool', () => {
  assert.deepEqual(parseKafkaArgs(['topics', '--as', 'x'], principals).rest, [
    '--as',
    'x',
  ]);
});

test('an unknown principal, an unknown tool and no tool are told apart', () => {
  assert.throws(
    () => parseKafkaArgs(['--as', 'nobody', 'topics'], principals),
    /no principal "nobody"/,
  );
  assert.throws(
    () => parseKafkaArgs(['toString'], principals),
    /"toString" is none of the tools/,
  );
  assert.throws(() => parseKafkaArgs([], principals), /^Failure: Usage/);
  assert.throws(
    () => parseKafkaArgs(['--as'], principals),
    /--as wants a principal/,
  );
});

test('each tool gets its own configuration flag', () => {
  const flag = tool => toolArguments({ tool, rest: [] }, connection)[2];
  assert.equal(flag('acls'), '--command-config');
  assert.equal(flag('console-consumer'), '--consumer.config');
  assert.equal(flag('console-producer'), '--producer.config');
});

test('what the user gave is not added again', () => {
  const rest = ['--bootstrap-server=other:1', '--command-config', 'mine'];
  assert.deepEqual(toolArguments({ tool: 'topics', rest }, connection), rest);
});
