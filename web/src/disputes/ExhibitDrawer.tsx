import { Form, Input, InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import type { DisputeExhibit } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm } from "../ui/ServerForm";

interface ExhibitForm {
  included: boolean;
  purpose: string;
  source: string;
  pages?: number | null;
}

interface ExhibitDrawerProps {
  exhibit: DisputeExhibit | null;
  send: (changed: DisputeExhibit) => Promise<void>;
  onClose: () => void;
}

/** What counsel says of one exhibit: whether it is on the list, what it proves, where it comes from. */
export function ExhibitDrawer({ exhibit, send, onClose }: ExhibitDrawerProps) {
  const { t } = useTranslation("disputes");
  return (
    <FormDrawer title={exhibit?.name ?? ""} open={exhibit !== null} onClose={onClose}>
      {exhibit && (
        <ServerForm<ExhibitForm>
          send={({ included, purpose, source, pages }) =>
            // Any number says that it is on the list; the service numbers it.
            send({
              ...exhibit,
              number: included ? (exhibit.number ?? 0) : null,
              purpose,
              source,
              pages: pages ?? null,
            })
          }
          onSent={onClose}
          submit={t("save")}
          cancel={{ act: onClose }}
          initialValues={{
            included: exhibit.number !== null,
            purpose: exhibit.purpose,
            source: exhibit.source,
            pages: exhibit.pages,
          }}
        >
          <Form.Item name="included" label={t("exhibits.included")} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="purpose" label={t("exhibits.purpose")} extra={t("exhibits.purpose_hint")}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
          </Form.Item>
          <Form.Item name="source" label={t("exhibits.source")}>
            <Input maxLength={1000} />
          </Form.Item>
          <Form.Item name="pages" label={t("exhibits.pages")} extra={t("exhibits.pages_hint")}>
            <InputNumber min={1} max={10_000} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </ServerForm>
      )}
    </FormDrawer>
  );
}
