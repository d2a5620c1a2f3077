/** The page "Exports": the files made of the list, and those written every night. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMayManage } from '../../common/use-may-manage';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { FeedsSection } from './feeds';
import { ExportList } from './list';

export default function ExportsPage() {
  useTitle(useI18n().text.exports.title);
  const mayManage = useMayManage();
  return (
    <Layout
      contentType="form"
      content={
        <SpaceBetween size="l">
          <ExportList />
          {mayManage && <FeedsSection />}
        </SpaceBetween>
      }
    />
  );
}
