import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsOf, principalNames } from './lib/clients.mjs';
import {
  parseResource,
  seedAcls,
  seedPrincipals,
  seedSubjects,
  seedTopics,
} from './seed/load.mjs';
import { flows, idle, readers } from './traffic/plan.mjs';

const topics = seedTopics();
const names = topics.map(topic => topic.name);
const acls = seedAcls();

/**
 * @param {string} principal
 * @param {string} operation
 * @param {string} resourceType
 * @param {string} name
 */
const allowed = (principal, operation, resourceType, name) =>
  acls.some(
    acl =>
      acl.principal === `User:${principal}` &&
      acl.operation === operation &&
      acl.resourceType === resourceType &&
      (acl.name === '*' ||
        (acl.patternType === 'PREFIXED'
          ? name.startsWith(acl.name)
          : name === acl.name)),
  );

test('each principal of the seed has a client file under its own name', () => {
  const expected = [...seedPrincipals(), 'admin'].sort();
  assert.deepEqual(principalNames(), expected);
  for (const name of expected) assert.equal(credentialsOf(name).username, name);
});

test('the ACLs on topics concern topics that exist', () => {
  for (const acl of acls.filter(
    ({ resourceType }) => resourceType === 'TOPIC',
  )) {
    const meant = name =>
      acl.name === '*' ||
      (acl.patternType === 'PREFIXED'
        ? name.startsWith(acl.name)
        : name === acl.name);
    assert.ok(names.some(meant), `${acl.principal} on ${acl.name}`);
  }
});

test("prefixes end in a delimiter, and no group prefix covers another principal's group", () => {
  const groups = acls.filter(({ resourceType }) => resourceType === 'GROUP');
  for (const acl of acls.filter(a => a.patternType === 'PREFIXED')) {
    assert.match(acl.name, /[.-]$/);
  }
  for (const prefix of groups.filter(a => a.patternType === 'PREFIXED')) {
    for (const other of groups.filter(a => a.principal !== prefix.principal)) {
      assert.ok(
        !other.name.startsWith(prefix.name),
        `${prefix.name} covers ${other.name}`,
      );
    }
  }
});

test('a resource that cannot be read is named', () => {
  assert.throws(() => parseResource('topics x'), /"topics x" is no resource/);
});

test('three domains make at least twelve products, two of them with a sub-domain', () => {
  const products = new Set(
    names
      .filter(name => /^(sales|logistics|customer)\.[a-z.-]+\.v\d+$/.test(name))
      .map(name => name.replace(/\.v\d+$/, '')),
  );
  assert.ok(products.size >= 12, [...products].join(' '));
  const domains = new Set([...products].map(name => name.split('.')[0]));
  assert.deepEqual([...domains].sort(), ['customer', 'logistics', 'sales']);
  for (const prefix of ['sales.pricing.', 'logistics.fleet.']) {
    assert.ok(names.some(name => name.startsWith(prefix)));
  }
});

test('there are topics that fit no rule, and a pair that differs by . and _ only', () => {
  for (const name of ['legacy_dump', 'Orders.TMP', 'audit.log', 'audit_log']) {
    assert.ok(names.includes(name), name);
  }
});

test('each subject belongs to a topic, and references stand before their users', () => {
  const seen = new Set();
  for (const { subject, references, versions } of seedSubjects()) {
    assert.ok(names.includes(subject.replace(/-(key|value)$/, '')), subject);
    for (const reference of references) assert.ok(seen.has(reference.subject));
    assert.ok(versions.length > 0);
    seen.add(subject);
  }
});

test('all three schema languages are there, and fields tagged as PII', () => {
  const subjects = seedSubjects();
  assert.deepEqual([...new Set(subjects.map(({ type }) => type))].sort(), [
    'AVRO',
    'JSON',
    'PROTOBUF',
  ]);
  const tagged = subjects.filter(({ versions }) =>
    versions.at(-1).includes('"confluent:tags"'),
  );
  assert.ok(tagged.length >= 4);
});

test('route-planner starts without access to sales.orders.v1', () => {
  for (const operation of ['READ', 'WRITE', 'DESCRIBE']) {
    assert.ok(!allowed('route-planner', operation, 'TOPIC', 'sales.orders.v1'));
  }
  assert.ok(
    allowed('route-planner', 'READ', 'TOPIC', 'logistics.shipments.v1'),
  );
});

test('the traffic does only what its principals may', () => {
  for (const { principal, topic } of flows) {
    assert.ok(
      allowed(principal, 'WRITE', 'TOPIC', topic),
      `${principal} writes ${topic}`,
    );
  }
  for (const { principal, group, topics: read } of [
    ...readers,
    { ...idle, topics: [idle.topic] },
  ]) {
    assert.ok(
      allowed(principal, 'READ', 'GROUP', group),
      `${principal} in ${group}`,
    );
    for (const topic of read) {
      assert.ok(
        allowed(principal, 'READ', 'TOPIC', topic),
        `${principal} reads ${topic}`,
      );
    }
  }
});

test('the traffic is a handful of records a second', () => {
  const rate = flows.reduce((total, { everyMs }) => total + 1000 / everyMs, 0);
  assert.ok(rate < 10, `${rate}`);
});
