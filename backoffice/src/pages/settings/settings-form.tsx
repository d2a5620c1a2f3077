/** The form: one container for each section, and what can be done with the changes. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FC } from 'react';
import { useI18n } from '../../i18n';
import { SETTINGS_SECTIONS, type SettingsSection } from '../../i18n/settings-sentences';
import { AddressesSection } from './sections/addresses';
import { ConnectorsSection } from './sections/connectors';
import { DelaysSection } from './sections/delays';
import { TextsSection } from './sections/first-texts';
import { LimitsSection } from './sections/limits';
import { OpeningsSection } from './sections/openings';
import { PlaceSection } from './sections/place';
import { RemindersSection } from './sections/reminders';
import { SenderSection } from './sections/sender';
import { WindowSection } from './sections/window';

const CONTENT: Record<SettingsSection, FC> = {
  delays: DelaysSection,
  window: WindowSection,
  reminders: RemindersSection,
  limits: LimitsSection,
  addresses: AddressesSection,
  openings: OpeningsSection,
  sender: SenderSection,
  texts: TextsSection,
  place: PlaceSection,
  connectors: ConnectorsSection,
};

export function SettingsSections() {
  const { sections } = useI18n().text.settings;
  return (
    <SpaceBetween size="l">
      {SETTINGS_SECTIONS.map((section) => {
        const Content = CONTENT[section];
        return (
          <Container
            key={section}
            header={
              <Header variant="h2" description={sections[section].help}>
                {sections[section].title}
              </Header>
            }
            data-testid={`settings-${section}`}
          >
            <Content />
          </Container>
        );
      })}
    </SpaceBetween>
  );
}
