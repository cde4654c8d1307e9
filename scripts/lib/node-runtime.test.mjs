import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSupported, nodeVersion } from './node-runtime.mjs';
import { browserCommand } from './open-browser.mjs';

test('Node 22 from 22.22 on is used as it is; everything else is replaced', () => {
  for (const version of [nodeVersion, '22.22.0', '22.30.1']) {
    assert.ok(isSupported(version), version);
  }
  for (const version of ['20.20.2', '22.21.1', '24.19.0', '26.0.0']) {
    assert.ok(!isSupported(version), version);
  }
});

test('a browser opens only where somebody sees it', () => {
  assert.equal(browserCommand({ DISPLAY: ':0' }, 'linux'), 'xdg-open');
  assert.equal(browserCommand({}, 'darwin'), 'open');
  assert.equal(browserCommand({}, 'linux'), undefined);
  assert.equal(browserCommand({ DISPLAY: ':0', CI: '1' }, 'linux'), undefined);
});
