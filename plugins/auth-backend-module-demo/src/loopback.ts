/**
 * Tells whether a host name or address can only mean this machine:
 * `localhost`, 127.0.0.0/8 and `::1`, also as IPv4 mapped into IPv6 and in
 * the brackets that URLs use.
 */
export function isLoopback(host: string): boolean {
  const bare = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:/, '');
  return bare === 'localhost' || bare === '::1' || isIPv4Loopback(bare);
}

function isIPv4Loopback(address: string): boolean {
  const octets = address.split('.');
  return (
    octets.length === 4 &&
    octets[0] === '127' &&
    octets.every(octet => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)
  );
}
