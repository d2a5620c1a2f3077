/** A text that is there to be pasted elsewhere. */
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useI18n } from '../i18n';

export function Copyable({ label, value }: { label: string; value: string }) {
  const words = useI18n().text.access;
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={value}
      copyButtonAriaLabel={words.copy(label)}
      copySuccessText={words.copied}
      copyErrorText={words.notCopied}
    />
  );
}
