/** What surrounds every page: the way to the others, the messages, the state of the sending. */
import AppLayout, { type AppLayoutProps } from '@cloudscape-design/components/app-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import { useState, type ReactNode, type Ref } from 'react';
import { useI18n } from '../i18n';
import { useExportFlashes } from '../exports/export-flashes';
import { useOperationFlashes } from '../operations/operation-flashes';
import { SendingBanner } from '../sending/sending-banner';
import './layout.css';
import { Navigation } from './navigation';

type SplitPanelProps = Pick<
  AppLayoutProps,
  'splitPanel' | 'splitPanelOpen' | 'onSplitPanelToggle' | 'splitPanelPreferences' | 'onSplitPanelPreferencesChange'
>;

interface LayoutProps extends SplitPanelProps {
  contentType: 'table' | 'form';
  content: ReactNode;
  ref?: Ref<AppLayoutProps.Ref>;
}

/** Wide enough to keep the navigation open beside a table and its details. */
const ROOMY = '(min-width: 1600px)';

export function Layout(props: LayoutProps) {
  const { text } = useI18n();
  const [isOpen, setIsOpen] = useState(() => window.matchMedia(ROOMY).matches);
  const close = () => {
    setIsOpen(window.matchMedia(ROOMY).matches);
  };
  return (
    <AppLayout
      {...props}
      headerSelector="#top-bar"
      toolsHide
      navigation={<Navigation onFollowed={close} />}
      navigationOpen={isOpen}
      onNavigationChange={({ detail }) => {
        setIsOpen(detail.open);
      }}
      navigationWidth={220}
      notifications={<Messages />}
      stickyNotifications
      ariaLabels={{
        navigation: text.navigation.label,
        navigationToggle: text.navigation.open,
        navigationClose: text.navigation.close,
        notifications: text.operations.flash.bar,
      }}
    />
  );
}

function Messages() {
  const { flash } = useI18n().text.operations;
  const items = [...useExportFlashes(), ...useOperationFlashes()];
  return (
    <>
      <SendingBanner />
      <Flashbar
        items={items}
        stackItems
        i18nStrings={{
          ariaLabel: flash.bar,
          notificationBarText: flash.bar,
          successIconAriaLabel: flash.success,
          warningIconAriaLabel: flash.warning,
          infoIconAriaLabel: flash.info,
          errorIconAriaLabel: flash.error,
          inProgressIconAriaLabel: flash.inProgress,
        }}
      />
    </>
  );
}
