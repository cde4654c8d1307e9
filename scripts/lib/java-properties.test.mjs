import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginOf, parseProperties } from './java-properties.mjs';

test('comments, separators, continued lines and escapes are read as Java does', () => {
  const text = [
    '# comment',
    '  ! another',
    '',
    'a=1',
    'b : two words ',
    'c 3',
    'd=one \\',
    '    line',
    'e\\=f=x\\u0041\\ty',
    'empty',
    'url=https://h:1/?a=b#c',
  ].join('\r\n');
  assert.deepEqual(parseProperties(text), {
    a: '1',
    b: 'two words ',
    c: '3',
    d: 'one line',
    'e=f': 'xA\ty',
    empty: '',
    url: 'https://h:1/?a=b#c',
  });
});

test('a login is read whatever the order and the quotes', () => {
  assert.deepEqual(
    loginOf(
      'a.b.ScramLoginModule required username="u" password="p;\\" q" tokenauth=false;',
    ),
    { username: 'u', password: 'p;" q' },
  );
  assert.deepEqual(loginOf("M required password='x y' username=u;"), {
    username: 'u',
    password: 'x y',
  });
});

test('a login without a password is refused', () => {
  assert.throws(
    () => loginOf('M required username="u";'),
    /username and password/,
  );
});
