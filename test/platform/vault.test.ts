import { expect, it } from 'vitest';
import { vaultOf } from '../../src/gateways/vault.ts';

const secret = 'a secret only this test knows, long enough';

it('gives back what it sealed, and never seals the same text alike', () => {
  const vault = vaultOf(secret);
  const sealed = vault.seal('org:stripe', 'sk_test_très-secret');
  expect(sealed).not.toContain('sk_test');
  expect(vault.open('org:stripe', sealed)).toBe('sk_test_très-secret');
  expect(vault.seal('org:stripe', 'sk_test_très-secret')).not.toBe(sealed);
});

it('stays shut for another owner, another installation and a changed text', () => {
  const vault = vaultOf(secret);
  const sealed = vault.seal('org:stripe', 'sk_test_1');
  expect(vault.open('other:stripe', sealed)).toBeNull();
  expect(vaultOf(`${secret}!`).open('org:stripe', sealed)).toBeNull();
  const parts = sealed.split('.');
  const body = parts[3]!;
  const changed = [...parts.slice(0, 3), (body[0] === 'A' ? 'B' : 'A') + body.slice(1)].join('.');
  expect(vault.open('org:stripe', changed)).toBeNull();
  expect(vault.open('org:stripe', 'nonsense')).toBeNull();
  expect(vault.open('org:stripe', '')).toBeNull();
});
