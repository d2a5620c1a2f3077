/** The sentences of saved views. */
export interface ViewSentences {
  /** On the button, when no view is chosen. */
  menu: string;
  /** On the button, when the page shows something else than the chosen view. */
  changed: (name: string) => string;
  loading: string;
  failed: string;
  mine: string;
  team: string;
  none: string;
  byDefault: string;
  actions: string;
  thisList: string;
  saveAs: string;
  update: string;
  rename: string;
  makeDefault: string;
  noDefault: string;
  delete: string;
  copyLink: string;
  copied: string;
  notCopied: string;
  dismiss: string;
  save: { title: string; what: string; confirm: string; failed: string };
  renaming: { title: string; confirm: string; failed: string };
  deleting: { title: string; what: (name: string) => string; whatShared: (name: string) => string; confirm: string; failed: string };
  updateFailed: string;
  name: string;
  nameHelp: string;
  wrongName: string;
  sharing: string;
  onlyMe: string;
  withTeam: string;
  withTeamHelp: string;
  useByDefault: string;
}
