/** How a receiver verifies, in two languages: code, and therefore the same in every language of the page. */

const PYTHON = `# pip install standardwebhooks
from standardwebhooks.webhooks import Webhook

# raises when the call is not from us; body: the bytes as they came
event = Webhook("whsec_...").verify(body, headers)`;

const NODE = `// npm install standardwebhooks
import { Webhook } from "standardwebhooks";

// throws when the call is not from us; body: the text as it came
const event = new Webhook("whsec_...").verify(body, headers);`;

export const SNIPPETS = [
  { name: 'Python', code: PYTHON },
  { name: 'Node.js', code: NODE },
];
