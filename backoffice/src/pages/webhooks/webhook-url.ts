/** Whether an address looks like one a webhook may have; the server judges it again, and where its name leads. */

const PORTS = ['', '8443'];

export function isWebhookUrl(value: string): boolean {
  if (!URL.canParse(value) || /[#@]/.test(value)) return false;
  const { protocol, hostname, port } = new URL(value);
  if (protocol === 'http:') return ['127.0.0.1', 'localhost'].includes(hostname); // a local cloud takes these
  return protocol === 'https:' && PORTS.includes(port) && isHostName(hostname);
}

function isHostName(name: string): boolean {
  return name.includes('.') && /\.[a-z][a-z0-9-]*$/i.test(name);
}
