/** Where the API stands: the page and the API have one origin. */

export interface Places {
  api: string;
  token: string;
  events: string;
  prestashopPush: string;
  prestashopSettings: string;
}

export function placesOf(origin: string, websiteId: string): Places {
  return {
    api: origin,
    token: `${origin}/realms/skeepers/protocol/openid-connect/token`,
    events: `${origin}/purchase-event/websites/${websiteId}/purchase_events/bulk_sync_insert`,
    prestashopPush: `${origin}/connectors/prestashop/websites/${websiteId}/orders`,
    prestashopSettings: `${origin}/v2/connector-settings?website-id=${websiteId}&connector-type-id=1`,
  };
}

interface Filled {
  clientId: string;
  secret: string;
  /** Of the purchase: one that is too old would be asked about no more. */
  day: string;
}

const proofOf = (day: string) => `[{"purchase_reference": "CMD-1001", "purchase_date": "${day}",
  "consumer": {"first_name": "Marie", "last_name": "Durand", "email": "success@simulator.amazonses.com"},
  "sales_channel": {"channel": "online"}}]`;

/** Commands for a terminal: the same in every language of the page. */
export function curlOf(places: Places, { clientId, secret, day }: Filled): string {
  return `TOKEN=$(curl -s ${places.token} \\
  -u '${clientId}:${secret}' -d grant_type=client_credentials \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl ${places.events} \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '${proofOf(day)}'`;
}
