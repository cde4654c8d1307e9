import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { parse } from 'yaml';
import { parseProperties } from '../../scripts/lib/java-properties.mjs';
import { credentialsOf } from './lib/clients.mjs';
import { seedAcls } from './seed/load.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const read = (/** @type {string} */ file) =>
  fs.readFileSync(path.join(here, file), 'utf8');

test("docs/kafka-acls.md states exactly the ACLs of the suite's credentials", () => {
  const page = read('../../docs/kafka-acls.md');
  const documented = page
    .split(/^## /m)
    .slice(1)
    .flatMap(section => {
      const principal = section.match(/^.*`(data-mesh-[a-z]+)`/)[1];
      return [
        ...section.matchAll(
          /^\| ([A-Z]+) +\| ([A-Z]+) +\| `(.+?)` +\| ([A-Z_]+) +\|/gm,
        ),
      ].map(
        ([, type, pattern, name, operation]) =>
          `User:${principal} ${operation} ${type} ${pattern} ${name}`,
      );
    });
  const seeded = seedAcls()
    .filter(acl => acl.principal.startsWith('User:data-mesh-'))
    .map(
      acl =>
        `${acl.principal} ${acl.operation} ${acl.resourceType} ${acl.patternType} ${acl.name}`,
    );
  assert.ok(seeded.length > 0);
  assert.deepEqual(documented.sort(), seeded.sort());
});

test("the cluster's configuration has the passwords of the client files", () => {
  const { credentials, superUsers } = parse(read('app-config.kafka.yaml'))
    .dataMesh.clusters.main;
  for (const [role, { mechanism, username, password }] of Object.entries(
    credentials,
  )) {
    assert.equal(mechanism, 'SCRAM-SHA-512');
    assert.equal(username, `data-mesh-${role}`);
    assert.deepEqual(credentialsOf(username), { username, password });
  }
  const broker = parseProperties(read('broker/server.properties'));
  assert.deepEqual(superUsers, [broker['super.users']]);
});

test('the broker refuses what no ACL allows', () => {
  const broker = parseProperties(read('broker/server.properties'));
  assert.equal(broker['allow.everyone.if.no.acl.found'], 'false');
  assert.match(broker['authorizer.class.name'], /StandardAuthorizer$/);
});

test('the compose file runs the same broker and registry with the same settings', () => {
  const { services, volumes } = parse(read('compose.yaml'));
  const { kafka, 'schema-registry': registry } = services;
  const version = read('broker/pom.xml').match(
    /kafka_2\.13<\/artifactId><version>([\d.]+)/,
  )[1];
  assert.equal(kafka.image, `apache/kafka:${version}`);
  assert.equal(registry.image, 'apicurio/apicurio-registry:3.0.9');
  assert.match(
    read('registry/pom.xml'),
    /apicurio-registry-app<\/artifactId><version>3\.0\.9</,
  );
  for (const service of [kafka, registry]) {
    for (const port of service.ports) assert.match(port, /^127\.0\.0\.1:/);
    for (const mount of service.volumes) {
      const [source] = mount.split(':');
      if (source.startsWith('.'))
        assert.ok(fs.existsSync(path.join(here, source)), source);
      else assert.ok(source in volumes, source);
    }
  }
  assert.ok(
    kafka.volumes.some(mount =>
      mount.startsWith('./broker/server.properties:'),
    ),
  );
  const { password } = credentialsOf('admin');
  assert.ok(kafka.command[0].includes(`name=admin,password=${password}`));
});
