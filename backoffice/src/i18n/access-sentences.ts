/** The sentences of the page of API access. */

export interface AccessSentences {
  title: string;
  description: string;
  ownersOnly: string;
  ownersOnlyHelp: string;
  copy: (what: string) => string;
  copied: string;
  notCopied: string;
  addresses: { title: string; api: string; website: string; token: string };
  clients: {
    title: string;
    description: string;
    loading: string;
    failed: string;
    none: string;
    noneHelp: string;
    columns: { name: string; clientId: string; kind: string; created: string; secret: string };
    select: (name: string) => string;
    sandbox: string;
    real: string;
    by: (date: string, who: string) => string;
    unknown: string;
    replacedAt: (date: string) => string;
    oldUntil: (date: string) => string;
    never: string;
    create: string;
  };
  form: {
    title: string;
    name: string;
    nameHelp: string;
    wrongName: string;
    sandbox: string;
    sandboxHelp: string;
    create: string;
    failed: string;
  };
  secret: { title: string; once: string; clientId: string; label: string; kept: string };
  replace: { open: string; title: string; what: (name: string) => string; confirm: string; failed: string };
  revoke: { open: string; title: string; what: (name: string) => string; confirm: string; failed: string };
  trying: { title: string; description: string; secret: string };
  prestashop: { title: string; description: string; push: string; settings: string };
  webservice: {
    title: string;
    description: string;
    website: string;
    endpoint: string;
    key: string;
    loading: string;
    failed: string;
    isSet: string;
    isNotSet: string;
    since: (date: string, who: string) => string;
    make: string;
    set: string;
    remove: string;
    makeTitle: string;
    makeWhat: string;
    setTitle: string;
    setWhat: string;
    setLabel: string;
    wrongKey: string;
    setConfirm: string;
    removeTitle: string;
    removeWhat: string;
    removeConfirm: string;
    notChanged: string;
    madeTitle: string;
    made: string;
  };
}
