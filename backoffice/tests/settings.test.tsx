import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { SETTINGS } from './fake-settings';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const settingsPage = (language: 'fr' | 'en' = 'en') => renderPages(server, { address: '/settings', language });
const brandDays = () => screen.findByRole('spinbutton', { name: 'Delay of the brand review, days' });

async function type(user: UserEvent, input: HTMLElement, text: string) {
  await user.clear(input);
  await user.type(input, text);
}

async function review(user: UserEvent) {
  await user.click(screen.getByTestId('review-settings'));
  return within(await screen.findByTestId('save-dialog'));
}

describe('settings', () => {
  it('are saved after a look at what they would do', async () => {
    const { user } = await settingsPage();
    await type(user, await brandDays(), '10');
    const dialog = await review(user);
    expect(dialog.getByTestId('settings-impact')).toHaveTextContent('4,212 scheduled requests would move.');
    await user.type(within(dialog.getByTestId('settings-note')).getByRole('textbox'), 'slower carrier');
    await user.click(dialog.getByTestId('confirm'));
    expect(await screen.findByTestId('settings-saved')).toHaveTextContent('Settings saved, version 2');
    const settings = { ...SETTINGS, brand_delay: { days: 10, hours: 0 } };
    expect(server.settings.saved).toEqual([{ version: 1, apply_to: 'future', note: 'slower carrier', settings }]);
    const versions = within(await screen.findByTestId('settings-versions'));
    expect(await versions.findByText('2 (current)')).toBeVisible();
    expect(versions.getByText('slower carrier')).toBeVisible();
  });

  it('move the scheduled requests too, when asked, and the new dates can be undone', async () => {
    const { user } = await settingsPage();
    await type(user, await brandDays(), '10');
    const dialog = await review(user);
    await user.click(dialog.getByRole('radio', { name: /Also to those already scheduled/ }));
    await user.click(dialog.getByTestId('confirm'));
    expect(await screen.findByTestId('operation-waiting')).toHaveTextContent('New dates from the settings: begins in 30 s');
    await user.click(screen.getByTestId('undo-operation'));
    expect(await screen.findByText('New dates from the settings: undone, nothing was changed')).toBeVisible();
  });

  it('show what the API refuses beside its field, in the language of the person', async () => {
    const { user } = await settingsPage('fr');
    await type(user, await screen.findByRole('spinbutton', { name: "Délai de l'avis marque, jours" }), '400');
    await user.click(screen.getByTestId('review-settings'));
    expect(await screen.findByTestId('invalid-settings')).toHaveTextContent('Un réglage est à corriger');
    expect(screen.getByRole('spinbutton', { name: "Délai de l'avis marque, jours" })).toHaveFocus();
    expect(screen.getByTestId('setting-brand_delay')).toHaveTextContent('Jours entiers de 0 à 365 et heures entières de 0 à 23.');
    expect(screen.queryByTestId('save-dialog')).toBeNull();
    expect(server.settings.saved).toEqual([]);
  });

  it('are not saved over what somebody else saved meanwhile', async () => {
    const { user } = await settingsPage();
    await type(user, await brandDays(), '10');
    const dialog = await review(user);
    server.settings.saveElsewhere({ brand_delay: { days: 3, hours: 0 } });
    await user.click(dialog.getByTestId('confirm'));
    expect(await dialog.findByTestId('problem')).toHaveTextContent('Somebody else saved these settings meanwhile.');
    await user.click(dialog.getByRole('button', { name: 'Read the new settings' }));
    await waitFor(async () => {
      expect(await brandDays()).toHaveValue(3);
    });
    expect(server.settings.saved).toEqual([]);
  });

  it('say what becomes of a condition when nobody is followed one by one', async () => {
    server.settings.saveElsewhere({ reminders: [{ delay: { days: 7, hours: 0 }, condition: 'not_opened', texts: [] }] });
    const { user } = await settingsPage('fr');
    const openings = within(await screen.findByTestId('settings-openings'));
    expect(openings.getByTestId('setting-open_tracking')).toHaveTextContent("l'accord de vos clients");
    expect(openings.getByRole('radio', { name: /Individuel/ })).toBeChecked();
    expect(screen.queryByTestId('without-openings')).toBeNull();
    await user.click(openings.getByRole('radio', { name: /Total seulement/ }));
    expect(screen.getByTestId('without-openings')).toHaveTextContent("tous ceux qui n'ont pas ouvert le formulaire");
    const dialog = await review(user);
    await user.click(dialog.getByTestId('confirm'));
    await screen.findByTestId('settings-saved');
    expect(server.settings.current.settings.open_tracking).toBe('aggregated');
  });

  it('name the states of orders that PrestaShop sends', async () => {
    const { user } = await settingsPage();
    const connectors = within(await screen.findByTestId('settings-connectors'));
    await type(user, connectors.getByRole('textbox', { name: 'Order states the module sends' }), '5; 4;');
    const dialog = await review(user);
    await user.click(dialog.getByTestId('confirm'));
    await screen.findByTestId('settings-saved');
    expect(server.settings.current.settings.prestashop_states).toEqual(['5', '4']);
  });

  it('go back to the version before', async () => {
    server.settings.saveElsewhere({ brand_delay: { days: 3, hours: 0 } });
    const { user } = await settingsPage();
    expect(await brandDays()).toHaveValue(3);
    await user.click(await screen.findByTestId('undo-settings'));
    const dialog = within(await screen.findByTestId('undo-dialog'));
    await user.click(dialog.getByTestId('confirm'));
    await screen.findByTestId('settings-saved');
    expect(await brandDays()).toHaveValue(7);
    expect(server.settings.current.version).toBe(3);
  });

  it('take rules, reminders and words in', async () => {
    const { user } = await settingsPage();
    await brandDays();
    await user.click(screen.getByRole('button', { name: 'Add a rule' }));
    const rule = within(screen.getByRole('group', { name: 'Rule 1' }));
    await user.type(within(rule.getByTestId('setting-rule_country')).getByRole('textbox'), 'be');
    await user.click(screen.getByRole('button', { name: 'Remove: Reminder 1' }));
    expect(screen.getByText('No reminder leaves.')).toBeVisible();
    await user.type(within(screen.getByTestId('setting-sender_name')).getByRole('textbox'), 'Camille');
    await user.click((await review(user)).getByTestId('confirm'));
    await screen.findByTestId('settings-saved');
    expect(server.settings.current.settings).toEqual({
      ...SETTINGS,
      delay_rules: [{ review_type: 'brand', delay: { days: 0, hours: 0 }, shop_id: null, country: 'BE', channel: null }],
      reminders: [],
      sender_name: 'Camille',
    });
  });
});

describe('changes not saved', () => {
  it('hold back whoever leaves, until they say so', async () => {
    const { user, location } = await settingsPage();
    await type(user, await brandDays(), '10');
    await user.click(screen.getByRole('link', { name: 'Review request follow up' }));
    await user.click(within(await screen.findByTestId('leave-dialog')).getByRole('button', { name: 'Stay on the page' }));
    expect(await brandDays()).toHaveValue(10);
    await user.click(screen.getByRole('link', { name: 'Review request follow up' }));
    await user.click(within(await screen.findByTestId('leave-dialog')).getByTestId('confirm'));
    expect(await screen.findByTestId('nothing-yet')).toBeVisible();
    expect(location.pathname).toBe('/');
  });

  it('can be discarded', async () => {
    const { user } = await settingsPage();
    await type(user, await brandDays(), '10');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(await brandDays()).toHaveValue(7);
    await user.click(screen.getByRole('link', { name: 'Review request follow up' }));
    expect(await screen.findByTestId('nothing-yet')).toBeVisible();
  });
});

describe('a viewer', () => {
  it('sees the settings and cannot change them', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await settingsPage();
    expect(await brandDays()).toHaveAttribute('readonly');
    expect(screen.queryByTestId('review-settings')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add a rule' })).toBeNull();
    expect(screen.queryByTestId('undo-settings')).toBeNull();
  });
});
