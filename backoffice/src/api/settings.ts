/** A website's settings: read, try, save, go back. */
import { websitePath, type Caller } from './caller';
import type { ChangedSettings, Changing, Impact, SavedSettings, SettingsDocument, SettingsVersions } from './settings-types';

export interface SettingsApi {
  readSettings(websiteId: string, signal: AbortSignal): Promise<SavedSettings>;
  previewSettings(websiteId: string, settings: SettingsDocument): Promise<Impact>;
  saveSettings(websiteId: string, settings: SettingsDocument, changing: Changing): Promise<ChangedSettings>;
  undoSettings(websiteId: string, changing: Changing): Promise<ChangedSettings>;
  listSettingsVersions(websiteId: string, before: number | null, signal: AbortSignal): Promise<SettingsVersions>;
}

export function settingsApi({ get, send }: Caller): SettingsApi {
  return {
    readSettings: (websiteId, signal) => get(settingsOf(websiteId), signal),
    previewSettings: (websiteId, settings) => send('POST', `${settingsOf(websiteId)}/preview`, { settings }),
    saveSettings: (websiteId, settings, changing) => send('PUT', settingsOf(websiteId), { ...changing, settings }),
    undoSettings: (websiteId, changing) => send('POST', `${settingsOf(websiteId)}/undo`, changing),
    listSettingsVersions: (websiteId, before, signal) =>
      get(`${settingsOf(websiteId)}/versions${before === null ? '' : `?before=${before}`}`, signal),
  };
}

function settingsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/settings`;
}
